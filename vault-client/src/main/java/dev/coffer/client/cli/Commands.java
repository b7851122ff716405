package dev.coffer.client.cli;

import dev.coffer.client.cli.account.AccountCommand;
import dev.coffer.client.cli.account.LoginCommand;
import dev.coffer.client.cli.account.LogoutCommand;
import dev.coffer.client.cli.account.TokenCommand;
import dev.coffer.client.cli.account.WhoamiCommand;
import dev.coffer.client.cli.audit.AuditExportCommand;
import dev.coffer.client.cli.audit.AuditVerifyCommand;
import dev.coffer.client.cli.audit.LogCommand;
import dev.coffer.client.cli.bridge.BridgeCommand;
import dev.coffer.client.cli.ci.CiDoctorCommand;
import dev.coffer.client.cli.ci.CiSetupCommand;
import dev.coffer.client.cli.ci.OidcPullCommand;
import dev.coffer.client.cli.ci.OidcRunCommand;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.device.DeviceCommand;
import dev.coffer.client.cli.doctor.DoctorCommand;
import dev.coffer.client.cli.guard.GuardCommand;
import dev.coffer.client.cli.guard.GuardScan;
import dev.coffer.client.cli.history.BisectCommand;
import dev.coffer.client.cli.history.BlameCommand;
import dev.coffer.client.cli.history.HistoryCommand;
import dev.coffer.client.cli.history.RollbackCommand;
import dev.coffer.client.cli.history.ShowCommand;
import dev.coffer.client.cli.oidc.AllowCommand;
import dev.coffer.client.cli.oidc.LintPoliciesCommand;
import dev.coffer.client.cli.oidc.ListPoliciesCommand;
import dev.coffer.client.cli.oidc.PinPolicyCommand;
import dev.coffer.client.cli.oidc.RevokePolicyCommand;
import dev.coffer.client.cli.oidc.ShowPolicyCommand;
import dev.coffer.client.cli.oidc.TestTokenCommand;
import dev.coffer.client.cli.organisation.ForgetCommand;
import dev.coffer.client.cli.organisation.InvitationCommand;
import dev.coffer.client.cli.organisation.MemberCommand;
import dev.coffer.client.cli.organisation.OrganisationCommand;
import dev.coffer.client.cli.organisation.ShareCommand;
import dev.coffer.client.cli.organisation.UnshareCommand;
import dev.coffer.client.cli.pages.CompleteCommand;
import dev.coffer.client.cli.pages.CompletionCommand;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes commands by name. Only the one that is asked for is made, and nothing of the others is
 * loaded: all of them cost a tenth of a second.
 */
final class Commands {
  private static final String DESCRIPTION =
      "Environment variables and secrets, sealed on this machine.";

  private static final String OIDC = "--oidc";

  private final Shell shell;

  Commands(Shell shell) {
    this.shell = shell;
  }

  /** The command line for {@code args}, with the one command below it that they name, if any. */
  CommandLine commandLine(String... args) {
    CommandLine root = root();
    String asked = args.length == 0 ? "" : args[0];
    if (asked.equals(CompleteCommand.NAME)) {
      return root.addSubcommand(asked, new CompleteCommand(shell));
    }
    return CommandGroup.named(asked)
        .map(name -> root.addSubcommand(name, inJob(args).orElseGet(() -> make(name))))
        .orElseGet(() -> TopLevelHelp.describe(root));
  }

  /** The command line with every command that is not hidden. */
  CommandLine all() {
    CommandLine root = TopLevelHelp.describe(root());
    CommandGroup.allNames().forEach(name -> root.addSubcommand(name, make(name)));
    return root;
  }

  /** An argument such as @file is meant for the command that is run, or is a value. */
  private static CommandLine root() {
    return group("coffer", DESCRIPTION).setExpandAtFiles(false);
  }

  /** {@code --oidc} makes another command of these: nothing is shared but the name. */
  private Optional<Object> inJob(String... args) {
    if (!List.of(args).contains(OIDC)) {
      return Optional.empty();
    }
    if (args[0].equals("pull")) {
      return Optional.of(new OidcPullCommand(shell));
    }
    CommandLine run = OidcRunCommand.commandLine(shell);
    return args[0].equals("run") && Words.optionsOf(run, args).contains(OIDC)
        ? Optional.of(run)
        : Optional.empty();
  }

  private Object make(String name) {
    return switch (name) {
      case "init" -> new InitCommand(shell);
      case "set" -> new SetCommand(shell);
      case "get" -> new GetCommand(shell);
      case "list" -> new ListCommand(shell);
      case "delete" -> new DeleteCommand(shell);
      case "import" -> new ImportCommand(shell);
      case "export" -> new ExportCommand(shell);
      case "print" -> new PrintCommand(shell);
      case "validate" -> new ValidateCommand(shell);
      case "check" -> new CheckCommand(shell);
      case "describe" -> new DescribeCommand(shell);
      case "example" -> new ExampleCommand(shell);
      case "run" -> RunCommand.commandLine(shell);
      case "why" -> new WhyCommand(shell);
      case "push" -> new PushCommand(shell);
      case "pull" -> new PullCommand(shell);
      case "diff" -> new DiffCommand(shell);
      case "status" -> new StatusCommand(shell);
      case "list-remote" -> new ListRemoteCommand(shell);
      case "rotate-key" -> new RotateKeyCommand(shell);
      case "log" -> new LogCommand(shell);
      case "audit" -> audit();
      case "history" -> new HistoryCommand(shell);
      case "show" -> new ShowCommand(shell);
      case "rollback" -> new RollbackCommand(shell);
      case "blame" -> new BlameCommand(shell);
      case "bisect" -> new BisectCommand(shell);
      case "login" -> new LoginCommand(shell);
      case "logout" -> new LogoutCommand(shell);
      case "whoami" -> new WhoamiCommand(shell);
      case "account" -> account();
      case "token" -> token();
      case "device" -> device();
      case "recovery" -> recovery();
      case "org" -> organisation();
      case "oidc" -> oidc();
      case "share" -> new ShareCommand(shell);
      case "unshare" -> new UnshareCommand(shell);
      case "ci" -> ci();
      case "doctor" -> new DoctorCommand(shell);
      case "guard" -> guard();
      case "bridge" -> new BridgeCommand(shell);
      case "completion" -> new CompletionCommand(shell, () -> all().getCommandSpec());
      default -> throw new IllegalArgumentException("nothing makes the command " + name);
    };
  }

  private CommandLine token() {
    return group("token", "Access tokens for scripts.", "create ci --read-only", "list")
        .addSubcommand(new TokenCommand.Create(shell))
        .addSubcommand(new TokenCommand.ListTokens(shell))
        .addSubcommand(new TokenCommand.Revoke(shell))
        .addSubcommand(new TokenCommand.Rotate(shell));
  }

  private CommandLine account() {
    return group("account", "The server's accounts, for administrators.", "create ada", "list")
        .addSubcommand(new AccountCommand.Create(shell))
        .addSubcommand(new AccountCommand.ListAccounts(shell));
  }

  private CommandLine device() {
    return group("device", "The account's devices.", "list", "approve 3f9a")
        .addSubcommand(new DeviceCommand.ListDevices(shell))
        .addSubcommand(new DeviceCommand.Approve(shell))
        .addSubcommand(new DeviceCommand.Confirm(shell))
        .addSubcommand(new DeviceCommand.Revoke(shell));
  }

  private CommandLine recovery() {
    return group("recovery", "The account's recovery key, which lives on paper.", "create", "use")
        .addSubcommand(new RecoveryCommand.Create(shell))
        .addSubcommand(new RecoveryUseCommand(shell))
        .addSubcommand(new RecoveryCommand.Revoke(shell));
  }

  private CommandLine organisation() {
    return group("org", "Who belongs to an organisation, provably.", "create acme")
        .addSubcommand(new OrganisationCommand.Create(shell))
        .addSubcommand(new OrganisationCommand.ListOrganisations(shell))
        .addSubcommand(new OrganisationCommand.Show(shell))
        .addSubcommand(new OrganisationCommand.Verify(shell))
        .addSubcommand(new OrganisationCommand.Export(shell))
        .addSubcommand(new ForgetCommand(shell))
        .addSubcommand(new InvitationCommand.Invite(shell))
        .addSubcommand(new InvitationCommand.Join(shell))
        .addSubcommand(new InvitationCommand.Confirm(shell))
        .addSubcommand(new InvitationCommand.Withdraw(shell))
        .addSubcommand(new MemberCommand.ChangeRole(shell))
        .addSubcommand(new MemberCommand.Grant(shell))
        .addSubcommand(new MemberCommand.Remove(shell))
        .addSubcommand(new MemberCommand.Leave(shell))
        .addSubcommand(new MemberCommand.Transfer(shell))
        .addSubcommand(new OrganisationCommand.Lpm(shell));
  }

  private CommandLine oidc() {
    return group("oidc", "Which CI runs may read the vault, without a secret.", "list", "lint")
        .addSubcommand(AllowCommand.commandLine(shell))
        .addSubcommand(new ListPoliciesCommand(shell))
        .addSubcommand(new ShowPolicyCommand(shell))
        .addSubcommand(new RevokePolicyCommand(shell))
        .addSubcommand(new PinPolicyCommand(shell))
        .addSubcommand(new TestTokenCommand(shell))
        .addSubcommand(new LintPoliciesCommand(shell));
  }

  private CommandLine audit() {
    return group("audit", "The audit log, verified.", "verify", "export --format cef")
        .addSubcommand(new AuditVerifyCommand(shell))
        .addSubcommand(new AuditExportCommand(shell));
  }

  private CommandLine ci() {
    return group("ci", "CI jobs that pull with their identity.", "setup github-actions", "doctor")
        .addSubcommand(new CiSetupCommand(shell))
        .addSubcommand(new CiDoctorCommand(shell));
  }

  private CommandLine guard() {
    return group("guard", "Keep the vault's values out of git.", "install", "scan --staged")
        .addSubcommand(new GuardCommand.Install(shell))
        .addSubcommand(new GuardCommand.Uninstall(shell))
        .addSubcommand(new GuardCommand.Status(shell))
        .addSubcommand(new GuardScan(shell))
        .addSubcommand(new GuardCommand.Allow(shell));
  }

  /** A command that only has commands below it. */
  private static CommandLine group(String name, String description, String... examples) {
    CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(description)
        .footerHeading(CliCommand.EXAMPLES)
        .footer(
            Arrays.stream(examples)
                .map(example -> "  coffer " + name + " " + example)
                .toArray(String[]::new));
    return new CommandLine(spec);
  }
}
