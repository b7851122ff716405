/**
 * How are a machine's ailments shown?
 *
 * <p>May import {@code dev.coffer.client}, {@code .doctor}, {@code .cli.command}, {@code .cli.term}
 * and picocli.
 */
package dev.coffer.client.cli.doctor;
