/**
 * How does an audit log stand in a file? JSON lines that anybody can verify, and the Common Event
 * Format for systems that collect events.
 *
 * <p>May import {@code .audit}, {@code dev.coffer.client} (exceptions), the protocol and gson's
 * streams.
 */
package dev.coffer.client.audit.text;
