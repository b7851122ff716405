/**
 * What is asked of the bridge, and what does it answer? Requests and answers as values, JSON in its
 * strict form, and every refusal as a problem of RFC 9457.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), the protocol and gson.
 */
package dev.coffer.client.bridge.http;
