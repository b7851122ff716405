/**
 * Which commands look at older versions and bring them back?
 *
 * <p>May import {@code dev.coffer.client} and below, {@code .cli.command}, {@code .cli.sync} (JSON
 * shapes), {@code .cli.term} and picocli.
 */
package dev.coffer.client.cli.history;
