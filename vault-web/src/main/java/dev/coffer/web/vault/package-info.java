/**
 * Which routes does a vault have? One call of a bean for each, between the wire's records and the
 * server's.
 *
 * <p>May import the beans of {@code dev.coffer.server.vault}, the places of {@code
 * dev.coffer.server.audit}, {@code web.security}, {@code web.signing}, {@code web.retry}, {@code
 * web.json}, {@code web.parameter}, the protocol and Jakarta REST.
 */
package dev.coffer.web.vault;
