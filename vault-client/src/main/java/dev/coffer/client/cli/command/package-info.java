/**
 * What does every command have? The options that all share and what they run on.
 *
 * <p>May import {@code dev.coffer.client}, {@code .format}, {@code .project}, {@code .vault},
 * {@code .workload.pull}, {@code .cli.term} and picocli.
 */
package dev.coffer.client.cli.command;
