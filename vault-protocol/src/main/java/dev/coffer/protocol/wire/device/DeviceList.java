package dev.coffer.protocol.wire.device;

import java.util.List;

/** {@code GET /api/devices}: the caller's devices, oldest first. */
public record DeviceList(List<DeviceView> devices) {}
