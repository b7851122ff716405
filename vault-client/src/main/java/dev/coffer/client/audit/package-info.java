/**
 * Is an audit log complete and unchanged, and what is new in it? Any owner's: records come a page
 * at a time, are checked one after the other, and none is kept.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .remote}, {@code .store} and the
 * protocol.
 */
package dev.coffer.client.audit;
