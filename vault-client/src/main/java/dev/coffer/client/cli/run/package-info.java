/**
 * How does a person run a program with the values, and learn where one comes from?
 *
 * <p>May import {@code dev.coffer.client}, {@code .layer}, {@code .run}, {@code .redact}, {@code
 * .cli.command} and picocli.
 */
package dev.coffer.client.cli.run;
