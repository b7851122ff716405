package dev.coffer.client.cli.command;

import dev.coffer.client.ClientException;
import dev.coffer.client.recovery.RecoveryKeys;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.DeviceName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;

/** What devices are called. */
public final class DeviceNames {
  private static final int MAX_LENGTH = 64;

  private DeviceNames() {}

  /**
   * {@code asked}; when it is null the name under which the device is registered, so that what was
   * chosen at the sign-in stays, and this machine's host name when it is under none.
   */
  public static DeviceName of(String asked, Supplier<Optional<DeviceName>> registered) {
    return asked == null
        ? registered.get().map(DeviceNames::requireMachine).orElseGet(() -> of(null))
        : of(asked);
  }

  /** {@code asked}, or this machine's host name when it is null. */
  public static DeviceName of(String asked) {
    try {
      String name = asked == null ? hostName() : asked;
      return requireMachine(
          new DeviceName(name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name));
    } catch (Malformed e) {
      throw new ClientException.Usage(e.getMessage(), "give --name");
    }
  }

  private static DeviceName requireMachine(DeviceName name) {
    if (name.equals(RecoveryKeys.NAME)) {
      throw new ClientException.Usage(
          "no machine can be called '" + name + "'", "give another --name");
    }
    return name;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unnamed machine";
    }
  }
}
