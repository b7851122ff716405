/**
 * May this caller do this? The single place that allows or refuses.
 *
 * <p>May import {@code problem}, {@code sql}, the protocol and Jakarta EE; every other package of
 * the server may import this one.
 */
package dev.coffer.server.access;
