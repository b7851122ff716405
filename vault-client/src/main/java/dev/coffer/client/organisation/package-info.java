/**
 * Who belongs to an organisation, as this machine verified it, and what does a change of its
 * members mean for its vaults? The pinned chain, invitations, members, and sharing.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .account}, {@code .chain}, {@code
 * .crypto}, {@code .history}, {@code .remote}, {@code .store}, {@code .sync}, {@code .vault} and
 * the protocol.
 */
package dev.coffer.client.organisation;
