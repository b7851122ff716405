package dev.coffer.client.account;

import dev.coffer.protocol.chain.snapshot.DeviceChainSnapshot;

/**
 * A snapshot of the account's chain as it is kept beside its events.
 *
 * @param logSize bytes of the events' file when it was taken: whoever writes that file without a
 *     snapshot, as an older release does, makes it longer
 */
record KeptSnapshot(Long logSize, DeviceChainSnapshot chain) {}
