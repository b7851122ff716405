/**
 * What are the smallest values that client and server must agree on? Identifiers, digests, byte
 * strings and payload formats, each checked where it is made.
 *
 * <p>May import the JDK only. Nothing here does I/O, knows a framework or holds a private key.
 */
package dev.coffer.protocol;
