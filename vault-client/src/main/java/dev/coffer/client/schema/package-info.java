/**
 * What must hold of a project's variables? The rules that {@code envSchema} declares, what breaks
 * them, and what may be told about a variable without its value.
 *
 * <p>May import {@code dev.coffer.client.dotenv}, {@code .vault}, the protocol, gson and re2j.
 */
package dev.coffer.client.schema;
