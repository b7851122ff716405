package dev.coffer.client.remote;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.wire.device.ChainPage;
import dev.coffer.protocol.wire.device.DeviceList;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.PairingReveal;
import dev.coffer.protocol.wire.device.RegisterDevice;

/** The server's routes about an account's devices. Only the chain that they carry is believed. */
public interface DeviceRemote {
  DeviceList devices();

  DeviceView device(KeyId id);

  DeviceView register(RegisterDevice device);

  DeviceView challenge(KeyId id, PairingChallenge challenge);

  DeviceView reveal(KeyId id, PairingReveal reveal);

  /** The account's events from sequence {@code from} on, at most one page. */
  ChainPage chain(long from);

  /** Appends one signed event in its written form. */
  void append(String event);
}
