/**
 * Which routes have trust policies and escrowed keys? One call of a bean for each.
 *
 * <p>May import the beans of {@code dev.coffer.server.escrow} and {@code .release}, {@code
 * web.security}, {@code web.signing}, {@code web.retry}, {@code web.json}, {@code web.parameter},
 * the protocol and Jakarta REST.
 */
package dev.coffer.web.escrow;
