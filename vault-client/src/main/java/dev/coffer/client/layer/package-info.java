/**
 * Which value does a variable have when several environments are laid over each other? Layers, the
 * later of which wins, and references from one value to another.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .project}, {@code .vault} and the
 * protocol.
 */
package dev.coffer.client.layer;
