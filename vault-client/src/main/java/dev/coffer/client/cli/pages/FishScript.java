package dev.coffer.client.cli.pages;

import dev.coffer.client.cli.pages.CommandPage.OptionEntry;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works with fish 3.0 and newer. */
final class FishScript implements CompletionScript {
  private static final String SCRIPT =
      """
      # fish completion for coffer; made by 'coffer completion fish'

      function __coffer_at --description 'Whether this command is being typed'
          set -l at coffer
          set -l words (commandline -opc)
          set -e words[1]
          for word in $words
              switch "$at $word"
                  case @PATHS@
                      set at "$at $word"
              end
          end
          test "$at" = "$argv[1]"
      end

      function __coffer_names --description 'Names in the local copy of the vault'
          set -l words (commandline -opc)
          set -l chosen
          set -l next 0
          for word in $words
              if test $next = 1
                  set chosen --env $word
                  set next 0
              else if test "$word" = --env
                  set next 1
              else if string match -q -- '--env=*' "$word"
                  set chosen --env (string replace -- --env= '' "$word")
              end
          end
          set -l program $words[1]
          type -q "$program"; or set program coffer
          $program complete $argv[1] $chosen 2>/dev/null </dev/null
      end

      complete -c coffer -e
      complete -c coffer -f
      @COMPLETIONS@
      """;

  @Override
  public String shell() {
    return "fish";
  }

  @Override
  public String fileName() {
    return "coffer.fish";
  }

  @Override
  public String of(CommandPage coffer) {
    String completions =
        coffer.all().flatMap(FishScript::completions).collect(Collectors.joining("\n"));
    return SCRIPT
        .replace(
            "@PATHS@",
            coffer.all().skip(1).map(page -> quoted(page.path())).collect(Collectors.joining(" ")))
        .replace("@COMPLETIONS@", completions);
  }

  private static Stream<String> completions(CommandPage page) {
    String start = "complete -c coffer -n " + quoted("__coffer_at '" + page.path() + "'");
    Stream<String> commands =
        page.commands().stream()
            .map(c -> " -a " + quoted(c.name()) + " -d " + quoted(c.description()));
    Stream<String> arguments =
        page.commands().isEmpty() && page.argumentValues().kind() != Values.Kind.UNKNOWN
            ? Stream.of(values(page.argumentValues()))
            : Stream.empty();
    Stream<String> options = page.options().stream().map(FishScript::option);
    return Stream.of(commands, arguments, options).flatMap(lines -> lines).map(start::concat);
  }

  private static String option(OptionEntry option) {
    StringBuilder line = new StringBuilder();
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.takesValue()) {
      line.append(option.values().kind() == Values.Kind.FILES ? " -r" : " -x");
      line.append(values(option.values()));
    }
    return line.append(" -d ").append(quoted(option.description())).toString();
  }

  private static String values(Values values) {
    return switch (values.kind()) {
      case UNKNOWN -> "";
      case FILES -> " -F";
      case KEYS, ENVIRONMENTS -> " -a '(__coffer_names " + values.kind().word() + ")'";
      case CHOICES -> " -a " + quoted(String.join(" ", values.choices()));
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
