/**
 * Which commands concern the session, its access tokens and accounts?
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.term} and
 * picocli.
 */
package dev.coffer.client.cli.account;
