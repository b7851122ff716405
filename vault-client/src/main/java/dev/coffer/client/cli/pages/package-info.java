/**
 * What else is said from the same declarations as a command's help? Completion scripts of three
 * shells, and manual pages.
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.term} and
 * picocli.
 */
package dev.coffer.client.cli.pages;
