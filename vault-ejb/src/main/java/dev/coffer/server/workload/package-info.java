/**
 * May this CI run have a token of ours? What was verified of its own token is judged by the trust
 * policies of the vault that it asks for, once for each token.
 *
 * <p>May import {@code access}, {@code audit}, {@code escrow}, {@code problem}, {@code release},
 * {@code signin}, {@code sql}, {@code token} and the protocol; knows neither JWTs nor HTTP.
 */
package dev.coffer.server.workload;
