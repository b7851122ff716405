/**
 * What does a dotenv file say? Reads what Node's {@code dotenv} reads, and writes what it reads
 * back unchanged.
 *
 * <p>May import {@code dev.coffer.client} (exceptions) and the JDK.
 */
package dev.coffer.client.dotenv;
