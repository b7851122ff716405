/**
 * Which commands keep values out of git?
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.term} and
 * picocli.
 */
package dev.coffer.client.cli.guard;
