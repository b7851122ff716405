package dev.coffer.client.cli.command;

import dev.coffer.client.ClientException;
import dev.coffer.client.recovery.RecoveryKeys;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.DeviceName;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What devices are called. */
public final class DeviceNames {
  private static final int MAX_LENGTH = 64;

  private DeviceNames() {}

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
