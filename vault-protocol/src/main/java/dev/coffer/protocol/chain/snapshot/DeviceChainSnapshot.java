package dev.coffer.protocol.chain.snapshot;

import java.util.List;

/**
 * An account's verified chain in texts and numbers, for a store that nobody else can write: reading
 * it back verifies nothing, which is what makes it fast. Not a wire format.
 *
 * @param form which members there are and what they mean; {@link #FORM} in what is written now
 * @param account the id that the first event names
 * @param lastRevocation sequence of the newest event that ended a device; -1 where none did
 * @param digests of all events, oldest first
 * @param devices every device that was ever approved, oldest first
 * @param heads the lists of heads that devices refer to by their index
 * @param policies those that stand
 */
public record DeviceChainSnapshot(
    String form,
    String account,
    long lastRevocation,
    List<String> digests,
    List<DeviceText> devices,
    List<List<String>> heads,
    List<PolicyText> policies) {
  public static final String FORM = "coffer/1 account snapshot";
}
