/**
 * What does the command line do with its arguments? Chooses the command, runs it, and turns a
 * failure into words and an exit code.
 *
 * <p>May import {@code dev.coffer.client}, the command packages below and picocli.
 */
package dev.coffer.client.cli;
