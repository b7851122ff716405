/**
 * How is the bridge for infrastructure tools started and ended?
 *
 * <p>May import {@code dev.coffer.client}, {@code .bridge}, {@code .bridge.desk} and {@code
 * .bridge.kind}, {@code .run}, {@code .cli.command}, the protocol and picocli.
 */
package dev.coffer.client.cli.bridge;
