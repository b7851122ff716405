/**
 * Which commands say what CI runs may read, and why one may not?
 *
 * <p>May import {@code dev.coffer.client} and its library packages, {@code .cli.command}, {@code
 * .cli.term} and picocli.
 */
package dev.coffer.client.cli.oidc;
