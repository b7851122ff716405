/**
 * How do variables become the bytes that are sealed? One text per payload format.
 *
 * <p>May import {@code dev.coffer.protocol} and gson's streaming reader and writer.
 */
package dev.coffer.client.crypto.text;
