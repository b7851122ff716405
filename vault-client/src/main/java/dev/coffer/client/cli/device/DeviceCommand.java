package dev.coffer.client.cli.device;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.DevicePairings;
import dev.coffer.client.account.DeviceRoll.Entry;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.CodeComparison;
import dev.coffer.client.cli.command.DeviceNames;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.DeviceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer device list|approve|confirm|revoke}. */
public final class DeviceCommand {
  private DeviceCommand() {}

  private static List<Map<String, Object>> shapes(List<Step> steps) {
    return steps.stream()
        .map(step -> CliCommand.object("vault", step.vault(), "failure", step.failure()))
        .toList();
  }

  private static void requireAll(List<Step> steps, String hint) {
    List<String> failed =
        steps.stream()
            .filter(step -> step.failure() != null)
            .map(step -> step.vault() + " (" + step.failure() + ")")
            .toList();
    if (!failed.isEmpty()) {
      throw new ClientException.Failed("not done for vault " + String.join(", ", failed), hint);
    }
  }

  /** {@code coffer device list}. */
  @Command(
      name = "list",
      description = "List the account's devices.",
      footer = "  coffer device list")
  public static final class ListDevices extends CliCommand {
    public ListDevices(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      List<Entry> devices = workspace().devices().all();
      String here = workspace().identity().keyId().value();
      if (json()) {
        terminal().printJson(object("devices", devices.stream().map(d -> shape(d, here)).toList()));
        return;
      }
      devices.forEach(
          device ->
              terminal()
                  .printPlain(
                      device.device()
                          + "  "
                          + device.status()
                          + "  "
                          + device.name()
                          + (device.device().equals(here) ? "  (this one)" : "")));
    }

    private static Map<String, Object> shape(Entry device, String here) {
      return object(
          "device", device.device(),
          "name", device.name(),
          "status", device.status(),
          "createdAt", device.createdAt() == null ? null : device.createdAt().toString(),
          "current", device.device().equals(here));
    }
  }

  /** {@code coffer device approve}. */
  @Command(
      name = "approve",
      description = "Let a waiting device in, after comparing codes with it.",
      footer = "  coffer device approve 3f9a")
  public static final class Approve extends CliCommand {
    @Parameters(paramLabel = "DEVICE", description = "Its id, or the start of it.")
    private String device;

    public Approve(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      DevicePairings pairings = workspace().pairings();
      KeyId id = pairings.find(device);
      pairings.approve(id, new CodeComparison(terminal(), "coffer device confirm"));
      List<Step> steps = terminal().progress("sharing the vaults' keys", this::shareKeys);
      report(
          object("status", "approved", "device", id.value(), "vaults", shapes(steps)),
          "approved device " + id + "; it can open " + CliCommand.count(steps.size(), "vault"));
      requireAll(steps, "push those vaults from a device that can open them");
    }

    private List<Step> shareKeys() {
      List<Step> steps = new ArrayList<>(workspace().accountVaults().shareKeys());
      steps.addAll(workspace().shared().introduceDevices());
      return steps;
    }
  }

  /** {@code coffer device confirm}. */
  @Command(
      name = "confirm",
      description = "Compare codes on the new device and be let in.",
      footer = "  coffer device confirm")
  public static final class Confirm extends CliCommand {
    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "What to call this machine; as at the sign-in when left out.")
    private String name;

    public Confirm(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      String account = workspace().account().accountId();
      KeyId id = workspace().identity().keyId();
      DeviceName called = DeviceNames.of(name, () -> workspace().devices().registeredName(id));
      workspace()
          .pairings()
          .confirm(account, called, new CodeComparison(terminal(), "coffer device approve " + id));
      report(
          object("status", "approved", "device", id.value(), "name", called.value()),
          "this device is approved as '" + called + "'");
    }
  }

  /** {@code coffer device revoke}. */
  @Command(
      name = "revoke",
      description = "End a device's rights for good and give every vault a new key.",
      footer = "  coffer device revoke 3f9a")
  public static final class Revoke extends CliCommand {
    @Parameters(paramLabel = "DEVICE", description = "Its id, or the start of it.")
    private String device;

    public Revoke(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      KeyId id = workspace().pairings().find(device);
      List<Step> steps = terminal().progress("revoking the device", () -> revoke(id));
      report(
          object("status", "revoked", "device", id.value(), "vaults", shapes(steps)),
          "revoked device "
              + id
              + "; "
              + CliCommand.count(steps.size(), "vault")
              + " got new keys; replace the values it had read");
      requireAll(steps, "the device is revoked; run 'coffer rotate-key' for those vaults");
    }

    private List<Step> revoke(KeyId id) {
      List<Step> steps = new ArrayList<>(workspace().accountVaults().revoke(id));
      steps.addAll(workspace().shared().introduceDevices());
      return steps;
    }
  }
}
