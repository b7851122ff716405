/**
 * Which commands bring this machine and the server together?
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.merge},
 * {@code .cli.term} and picocli.
 */
package dev.coffer.client.cli.sync;
