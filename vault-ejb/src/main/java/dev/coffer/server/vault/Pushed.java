package dev.coffer.server.vault;

import dev.coffer.protocol.wire.vault.PushReceipt;

/**
 * The answer to a push.
 *
 * @param tag of the head, as a pull by the same device would tell it
 */
public record Pushed(PushReceipt receipt, String tag) {}
