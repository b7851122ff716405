/**
 * What does a person or a script do with CI jobs? Commands that run inside of one, and those that
 * prepare it.
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.run}, {@code
 * .cli.term} and picocli.
 */
package dev.coffer.client.cli.ci;
