/**
 * What becomes of two edits of one vault? The three-way merge of each variable, the conflicts that
 * it leaves, and the ways to decide them. Nothing here reads or writes anything.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .vault} and gson.
 */
package dev.coffer.client.merge;
