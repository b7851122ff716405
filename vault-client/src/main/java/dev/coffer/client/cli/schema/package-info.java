/**
 * Which commands compare variables with the project's rules? None of them prints a value that the
 * project file does not hold itself.
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.term} and
 * picocli.
 */
package dev.coffer.client.cli.schema;
