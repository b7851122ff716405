/**
 * How are access tokens made, listed, ended and verified by others, over HTTP?
 *
 * <p>May import {@code web.security}, {@code web.retry}, the token beans, the protocol and Jakarta
 * REST.
 */
package dev.coffer.web.token;
