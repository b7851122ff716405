/**
 * Which commands let devices in and out?
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.term} and
 * picocli.
 */
package dev.coffer.client.cli.device;
