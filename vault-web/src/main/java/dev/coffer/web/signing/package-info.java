/**
 * Which answers prove that nothing changed them on the way? Those marked {@link
 * dev.coffer.web.signing.Signed}: the exact bytes of the body under the bearer of this request.
 *
 * <p>May import {@code dev.coffer.protocol.signature} and Jakarta REST.
 */
package dev.coffer.web.signing;
