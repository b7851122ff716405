package dev.coffer.client.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every command that help, completion and manual name, in the order in which they are shown. {@link
 * Commands} makes them.
 */
enum CommandGroup {
  VALUES("Values", "init set get list delete import"),
  USE("Use", "run why print export"),
  RULES("Rules", "validate check describe example"),
  SHARING("Sharing", "push pull diff status list-remote rotate-key log audit"),
  TEAM("Organisations", "org share unshare"),
  CI("CI", "oidc ci"),
  HISTORY("History", "history show rollback blame bisect"),
  ACCOUNT("Account", "login logout whoami account token device recovery"),
  MACHINE("Machine", "doctor guard bridge completion");

  private final String title;
  private final String names;

  CommandGroup(String title, String names) {
    this.title = title;
    this.names = names;
  }

  String title() {
    return title;
  }

  List<String> names() {
    return List.of(names.split(" ", -1));
  }

  static Stream<String> allNames() {
    return Arrays.stream(values()).flatMap(group -> group.names().stream());
  }

  static Optional<String> named(String name) {
    return allNames().filter(name::equals).findFirst();
  }
}
