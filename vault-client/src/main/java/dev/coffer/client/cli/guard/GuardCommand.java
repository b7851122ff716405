package dev.coffer.client.cli.guard;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.guard.GuardedValues.NotGuarded;
import dev.coffer.client.guard.GuardedValues.Summary;
import dev.coffer.client.guard.PreCommitHook;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer guard install|uninstall|status|allow}; {@link GuardScan} searches. */
public final class GuardCommand {
  private GuardCommand() {}

  static List<Map<String, Object>> shapes(List<NotGuarded> notGuarded) {
    return notGuarded.stream()
        .map(
            key ->
                CliCommand.object(
                    "vault", key.place().vault(),
                    "environment", key.place().environment(),
                    "key", key.place().key(),
                    "reason", key.reason()))
        .toList();
  }

  static String sentence(NotGuarded key) {
    return "not guarded: " + key.place().label() + ", " + key.reason();
  }

  /** {@code coffer guard install}. */
  @Command(
      name = "install",
      description = "Refuse commits of this repository that contain a value of its vaults.",
      footer = {"  coffer guard install", "  coffer guard install --program ~/bin/coffer"})
  public static final class Install extends CliCommand {
    @Option(
        names = "--program",
        paramLabel = "FILE",
        defaultValue = "coffer",
        description = "What the hook runs; 'coffer' from the PATH when left out.")
    private String program;

    public Install(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      PreCommitHook hook = workspace().guard().hook();
      hook.install(program);
      report(
          object("hook", hook.file().toString(), "installed", true, "chained", hook.isChained()),
          "made the hook "
              + hook.file()
              + (hook.isChained() ? "; the one that was there runs before it" : ""));
    }
  }

  /** {@code coffer guard uninstall}. */
  @Command(
      name = "uninstall",
      description = "Take the hook away and put back the one that was there before.",
      footer = "  coffer guard uninstall")
  public static final class Uninstall extends CliCommand {
    public Uninstall(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      PreCommitHook hook = workspace().guard().hook();
      boolean restores = hook.isChained();
      hook.uninstall();
      report(
          object("hook", hook.file().toString(), "installed", false, "restored", restores),
          "removed the hook " + hook.file() + (restores ? " and put the former one back" : ""));
    }
  }

  /** {@code coffer guard status}. */
  @Command(
      name = "status",
      description = "Show the hook, and which keys have values that are not searched for.",
      footer = {"  coffer guard status", "  coffer guard status --json"})
  public static final class Status extends CliCommand {
    public Status(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      PreCommitHook hook = workspace().guard().hook();
      Summary values = workspace().guard().values(false);
      if (json()) {
        terminal()
            .printJson(
                object(
                    "hook", hook.file().toString(),
                    "installed", hook.isInstalled(),
                    "chained", hook.isChained(),
                    "guarded", values.guarded(),
                    "notGuarded", shapes(values.notGuarded())));
        return;
      }
      terminal().print((hook.isInstalled() ? "installed: " : "not installed: ") + hook.file());
      terminal().print("guarded: " + count(values.guarded(), "value"));
      values.notGuarded().forEach(key -> terminal().printPlain(sentence(key)));
    }
  }

  /** {@code coffer guard allow}. */
  @Command(
      name = "allow",
      description = "Note in the project file that a key's value is no secret, or is one again.",
      footer = {"  coffer guard allow APP_NAME", "  coffer guard allow APP_NAME --env staging"})
  public static final class Allow extends CliCommand {
    @Parameters(paramLabel = "KEY", arity = "1..*", description = "The variables' names.")
    private List<String> keys = List.of();

    @Option(names = "--env", paramLabel = "NAME", description = "In this environment only.")
    private String env;

    @Option(names = "--undo", description = "Guard the value again.")
    private boolean undo;

    public Allow(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      ProjectFile project = workspace().requireProject();
      if (!undo) {
        requireKnown(project);
      }
      List<String> names = keys.stream().map(key -> env == null ? key : env + "/" + key).toList();
      project.allowInGuard(names, !undo);
      String file = project.path().getFileName().toString();
      report(
          object("file", file, "allowed", project.guardAllows()),
          (undo ? "guarded again: " : "allowed: ") + String.join(", ", names) + " (" + file + ")");
    }

    /** A name with a slip in it would leave the value guarded, and nobody would know why. */
    private void requireKnown(ProjectFile project) {
      Optional<LocalVault> copy =
          workspace().existingVaults().flatMap(vaults -> vaults.find(project.vault()));
      if (copy.isEmpty()) {
        terminal().warn("this machine has no copy of the vault: nobody checked the names");
        return;
      }
      List<String> unknown = keys.stream().filter(key -> !has(copy.get(), key)).toList();
      if (!unknown.isEmpty()) {
        throw new ClientException.NotFound(
            "the vault has no " + String.join(", ", unknown) + (env == null ? "" : " in " + env),
            "nothing was changed; run 'coffer list' for the names, or 'coffer pull' first");
      }
    }

    /** In what is here or in what was pulled: a value that was replaced is guarded until pushed. */
    private boolean has(LocalVault copy, String key) {
      return Stream.of(copy.working(), copy.base())
          .flatMap(contents -> contents.environments().entrySet().stream())
          .filter(environment -> env == null || environment.getKey().equals(env))
          .anyMatch(environment -> environment.getValue().containsKey(key));
    }
  }

  /** Everything that {@code git commit} should have read out to it. */
  static ClientException leaks(int findings) {
    return new ClientException.Failed(
        "found " + count(findings) + " of a vault",
        "take the value out; 'coffer guard allow KEY' if it is no secret; 'git commit --no-verify'"
            + " passes over this once");
  }

  private static String count(int findings) {
    return CliCommand.count(findings, "value");
  }
}
