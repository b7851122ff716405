package dev.coffer.client.cli.ci;

/** Whether the CI platform is told to keep values out of the job's log. */
enum Masking {
  /** Standard output is free for the platform's commands. */
  COMMANDS,

  /** Standard output is data, which commands would spoil. */
  IMPOSSIBLE,

  /** A person wants none, or what is printed brings its own. */
  UNNEEDED
}
