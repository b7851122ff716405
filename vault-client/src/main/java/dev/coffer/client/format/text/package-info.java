/**
 * How does each consumer want variables written? One class a format; docs/formats.md has their
 * quoting rules. What a format cannot carry is refused by the variable's name.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), gson's streaming writer and the JDK.
 */
package dev.coffer.client.format.text;
