package dev.coffer.client.cli;

import dev.coffer.client.cli.account.AccountCommand;
import dev.coffer.client.cli.account.LoginCommand;
import dev.coffer.client.cli.account.LogoutCommand;
import dev.coffer.client.cli.account.TokenCommand;
import dev.coffer.client.cli.account.WhoamiCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.device.DeviceCommand;
import dev.coffer.client.cli.doctor.DoctorCommand;
import dev.coffer.client.cli.history.BisectCommand;
import dev.coffer.client.cli.history.BlameCommand;
import dev.coffer.client.cli.history.HistoryCommand;
import dev.coffer.client.cli.history.RollbackCommand;
import dev.coffer.client.cli.history.ShowCommand;
import dev.coffer.client.cli.recovery.RecoveryCommand;
import dev.coffer.client.cli.recovery.RecoveryUseCommand;
import dev.coffer.client.cli.run.RunCommand;
import dev.coffer.client.cli.run.WhyCommand;
import dev.coffer.client.cli.schema.CheckCommand;
import dev.coffer.client.cli.schema.DescribeCommand;
import dev.coffer.client.cli.schema.ExampleCommand;
import dev.coffer.client.cli.schema.ValidateCommand;
import dev.coffer.client.cli.sync.DiffCommand;
import dev.coffer.client.cli.sync.ListRemoteCommand;
import dev.coffer.client.cli.sync.LogCommand;
import dev.coffer.client.cli.sync.PullCommand;
import dev.coffer.client.cli.sync.PushCommand;
import dev.coffer.client.cli.sync.RotateKeyCommand;
import dev.coffer.client.cli.sync.StatusCommand;
import dev.coffer.client.cli.values.DeleteCommand;
import dev.coffer.client.cli.values.ExportCommand;
import dev.coffer.client.cli.values.GetCommand;
import dev.coffer.client.cli.values.ImportCommand;
import dev.coffer.client.cli.values.InitCommand;
import dev.coffer.client.cli.values.ListCommand;
import dev.coffer.client.cli.values.PrintCommand;
import dev.coffer.client.cli.values.SetCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * All commands by name. Only the one that is asked for is built, since building all of them costs a
 * tenth of a second.
 */
final class Commands {
  private final Shell shell;
  private final Map<String, Function<Shell, Object>> commands = new LinkedHashMap<>();

  Commands(Shell shell) {
    this.shell = shell;
    commands.put("login", LoginCommand::new);
    commands.put("logout", LogoutCommand::new);
    commands.put("whoami", WhoamiCommand::new);
    commands.put("token", Commands::token);
    commands.put("account", Commands::account);
    commands.put("init", InitCommand::new);
    commands.put("set", SetCommand::new);
    commands.put("get", GetCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("delete", DeleteCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("export", ExportCommand::new);
    commands.put("validate", ValidateCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("example", ExampleCommand::new);
    commands.put("describe", DescribeCommand::new);
    commands.put("print", PrintCommand::new);
    commands.put("run", RunCommand::commandLine);
    commands.put("why", WhyCommand::new);
    commands.put("push", PushCommand::new);
    commands.put("pull", PullCommand::new);
    commands.put("diff", DiffCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("log", LogCommand::new);
    commands.put("history", HistoryCommand::new);
    commands.put("show", ShowCommand::new);
    commands.put("rollback", RollbackCommand::new);
    commands.put("blame", BlameCommand::new);
    commands.put("bisect", BisectCommand::new);
    commands.put("rotate-key", RotateKeyCommand::new);
    commands.put("list-remote", ListRemoteCommand::new);
    commands.put("device", Commands::device);
    commands.put("recovery", Commands::recovery);
    commands.put("doctor", DoctorCommand::new);
  }

  /** The command line for {@code args}: with one command when they name one, else with all. */
  CommandLine commandLine(String... args) {
    CommandLine root =
        group("coffer", "Environment variables and secrets, sealed on this machine.");
    // An argument such as @file is meant for the command that is run, or is a value.
    root.setExpandAtFiles(false);
    String asked = args.length == 0 ? "" : args[0];
    if (commands.containsKey(asked)) {
      root.addSubcommand(asked, commands.get(asked).apply(shell));
    } else {
      commands.forEach((name, command) -> root.addSubcommand(name, command.apply(shell)));
    }
    return root;
  }

  private static Object token(Shell shell) {
    return group("token", "Access tokens for scripts.")
        .addSubcommand(new TokenCommand.Create(shell))
        .addSubcommand(new TokenCommand.ListTokens(shell))
        .addSubcommand(new TokenCommand.Revoke(shell))
        .addSubcommand(new TokenCommand.Rotate(shell));
  }

  private static Object account(Shell shell) {
    return group("account", "The server's accounts, for administrators.")
        .addSubcommand(new AccountCommand.Create(shell))
        .addSubcommand(new AccountCommand.ListAccounts(shell));
  }

  private static Object device(Shell shell) {
    return group("device", "The account's devices.")
        .addSubcommand(new DeviceCommand.ListDevices(shell))
        .addSubcommand(new DeviceCommand.Approve(shell))
        .addSubcommand(new DeviceCommand.Confirm(shell))
        .addSubcommand(new DeviceCommand.Revoke(shell));
  }

  private static Object recovery(Shell shell) {
    return group("recovery", "The account's recovery key, which lives on paper.")
        .addSubcommand(new RecoveryCommand.Create(shell))
        .addSubcommand(new RecoveryUseCommand(shell))
        .addSubcommand(new RecoveryCommand.Revoke(shell));
  }

  /** A command that only has commands below it. */
  private static CommandLine group(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    return new CommandLine(spec);
  }
}
