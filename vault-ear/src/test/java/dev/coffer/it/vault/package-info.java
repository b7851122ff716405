/**
 * What may be pushed, pulled and shared, and what is refused without a trace? Over HTTP, named
 * request → status.
 *
 * <p>May import {@code it.kit}, the protocol and the client's crypto.
 */
package dev.coffer.it.vault;
