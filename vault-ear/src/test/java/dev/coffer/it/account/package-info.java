/**
 * Who gets in, with which token, and who does not? Over HTTP, named request → status.
 *
 * <p>May import {@code it.kit} and the protocol.
 */
package dev.coffer.it.account;
