/**
 * Which variables does a JSON, YAML or properties file hold? One flat map of names to values; a
 * number or a truth value keeps the text that the file has.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), gson's streaming reader, SnakeYAML Engine
 * and the JDK.
 */
package dev.coffer.client.format.source;
