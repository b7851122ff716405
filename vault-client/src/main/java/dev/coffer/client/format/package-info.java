/**
 * Which formats are variables written in and read from? Knows them by name and by file name, and
 * hands over to the one that is meant.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .dotenv} and the packages below.
 */
package dev.coffer.client.format;
