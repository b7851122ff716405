/**
 * How does a chain that was verified once stay verified on this machine? Kept sealed as a snapshot
 * with the newest events beside it, it only grows, and one process at a time lets it grow.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .remote} (JSON), {@code .store} and
 * the protocol.
 */
package dev.coffer.client.chain;
