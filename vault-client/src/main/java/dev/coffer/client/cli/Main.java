package dev.coffer.client.cli;

import dev.coffer.client.Surroundings;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.protocol.SuppressForbidden;

/** The program {@code coffer}. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit code. */
  @SuppressForbidden("the entry point ends the process")
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int code = new Cli(terminal, Surroundings.ofProcess(terminal::warn)).run(args);
    System.exit(code);
  }
}
