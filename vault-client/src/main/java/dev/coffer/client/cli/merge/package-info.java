/**
 * How does a person decide the conflicts of a merge? By an option, in an editor, or asked for each
 * variable.
 *
 * <p>May import {@code dev.coffer.client}, {@code .editor}, {@code .merge}, {@code .cli.term} and
 * picocli.
 */
package dev.coffer.client.cli.merge;
