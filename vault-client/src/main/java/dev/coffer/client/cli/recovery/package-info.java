/**
 * How does a person make, use and revoke the account's recovery key on a terminal?
 *
 * <p>May import {@code dev.coffer.client} and its library packages, {@code .cli.command}, {@code
 * .cli.term} and picocli.
 */
package dev.coffer.client.cli.recovery;
