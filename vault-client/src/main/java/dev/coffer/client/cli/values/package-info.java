/**
 * Which commands read and edit the local copy? None of them needs the network.
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.term} and
 * picocli.
 */
package dev.coffer.client.cli.values;
