/**
 * What holds only inside a container: what is one transaction, and how a refusal crosses it? The
 * tests run in the server, beside the beans, and call them without HTTP.
 *
 * <p>May import {@code it.kit} on the side that starts the server, the server's beans, the
 * protocol.
 */
package dev.coffer.it.container;
