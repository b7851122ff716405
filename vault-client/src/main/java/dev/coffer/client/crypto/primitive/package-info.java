/**
 * Which algorithms are used, with which parameters? Fixed ones: nothing here is chosen by the wire
 * or by configuration.
 *
 * <p>May import {@code javax.crypto}, Bouncy Castle's lightweight API and {@code
 * dev.coffer.protocol}.
 */
package dev.coffer.client.crypto.primitive;
