package dev.coffer.protocol.wire.device;

/** {@code POST /api/devices/chain}: one signed account event. */
public record AppendEvent(String event) {}
