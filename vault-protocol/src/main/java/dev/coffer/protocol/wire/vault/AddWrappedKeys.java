package dev.coffer.protocol.wire.vault;

import java.util.List;

/**
 * {@code POST /api/vaults/{id}/keys}: wrapped keys of the current epoch for devices approved since.
 */
public record AddWrappedKeys(List<String> wrappedKeys) {}
