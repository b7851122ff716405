/**
 * What would become of a CI run that has this token? Reads a token's claims and judges them by
 * policies, without a server and without its signature.
 *
 * <p>May import gson and the protocol.
 */
package dev.coffer.client.policy.token;
