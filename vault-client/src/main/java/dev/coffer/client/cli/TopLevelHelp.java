package dev.coffer.client.cli;

import dev.coffer.client.cli.command.CliCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** What {@code coffer --help} says: every command by name, on one screen, without making any. */
final class TopLevelHelp {
  private static final int WIDTH = 80;
  private static final int TITLE_WIDTH = 11;

  private TopLevelHelp() {}

  /** {@code root} with it. */
  static CommandLine describe(CommandLine root) {
    List<String> lines = new ArrayList<>();
    for (CommandGroup group : CommandGroup.values()) {
      lines.addAll(wrapped(group));
    }
    lines.add("");
    lines.add(CliCommand.EXAMPLES.replace("%n", ""));
    lines.add("  coffer init                    tie this folder to a vault, import .env");
    lines.add("  coffer set API_KEY             the value is asked for, and not shown");
    lines.add("  coffer login && coffer push    bring it to the other machines");
    lines.add("");
    lines.add("'coffer COMMAND --help' shows one command.");
    root.getCommandSpec()
        .usageMessage()
        .customSynopsis("coffer COMMAND [OPTION…] [ARGUMENT…]")
        .commandListHeading("")
        .footerHeading("%n")
        .footer(lines.toArray(String[]::new));
    return root;
  }

  private static List<String> wrapped(CommandGroup group) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(pad("  " + group.title()));
    for (String name : group.names()) {
      if (line.length() + 1 + name.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(pad(""));
      }
      line.append(' ').append(name);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String pad(String text) {
    return text + " ".repeat(Math.max(0, TITLE_WIDTH - text.length()));
  }
}
