/**
 * How does a person or a script talk to the command? Data on standard output, talk on standard
 * error, secrets from the terminal or standard input and never from arguments.
 *
 * <p>May import {@code dev.coffer.client} (exceptions) and gson.
 */
package dev.coffer.client.cli.term;
