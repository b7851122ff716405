package dev.coffer.client.cli;

import dev.coffer.protocol.SuppressForbidden;

/** The program {@code coffer}. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit code. */
  @SuppressForbidden("the entry point ends the process")
  public static void main(String[] args) {
    System.exit(Cli.ofProcess().run(args));
  }
}
