package dev.coffer.client.cli.pages;

import dev.coffer.client.cli.pages.CommandPage.OptionEntry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works with bash 3.2 and newer, without the package bash-completion. */
final class BashScript implements CompletionScript {
  private static final String SCRIPT =
      """
      # bash completion for coffer; made by 'coffer completion bash'

      _coffer() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
        local program at=coffer environment='' kind='' choices='' word i
        program=$(type -P -- "$1") || program=coffer
        # '--env=NAME' arrives as three words.
        if [[ $current == '=' ]]; then
          current=''
        elif [[ $previous == '=' ]]; then
          previous=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          if [[ $word == '--' ]]; then
            kind=files
          elif [[ $word == '--env' ]]; then
            environment=${COMP_WORDS[i + 1]}
            [[ $environment == '=' ]] && environment=${COMP_WORDS[i + 2]}
          fi
          case "$at $word" in
            @PATHS@) at="$at $word" ;;
          esac
        done
        if [[ -z $kind ]]; then
          case "$at $previous" in
      @OPTION_VALUES@
          esac
        fi
        if [[ -z $kind && $current == -* ]]; then
          kind=choices
          case $at in
      @OPTIONS@
          esac
        elif [[ -z $kind ]]; then
          case $at in
      @ARGUMENTS@
          esac
        fi
        COMPREPLY=()
        case $kind in
          files)
            compopt -o filenames 2>/dev/null
            while IFS= read -r word; do
              COMPREPLY+=("$word")
            done < <(compgen -f -- "$current")
            return
            ;;
          keys | environments)
            choices=$("$program" complete "$kind" ${environment:+--env "$environment"} 2>/dev/null </dev/null)
            ;;
        esac
        while IFS= read -r word; do
          [[ -n $word && $word == "$current"* ]] && COMPREPLY+=("$word")
        done <<<"${choices// /$'\\n'}"
        return 0
      }

      complete -F _coffer coffer
      """;

  @Override
  public String shell() {
    return "bash";
  }

  @Override
  public String fileName() {
    return "coffer.bash";
  }

  @Override
  public String of(CommandPage coffer) {
    return SCRIPT
        .replace("@PATHS@", CompletionScript.paths(coffer, " | "))
        .replace("@OPTION_VALUES@", cases(coffer.all().flatMap(BashScript::optionValues)))
        .replace("@OPTIONS@", cases(coffer.all().map(BashScript::options)))
        .replace("@ARGUMENTS@", cases(coffer.all().map(BashScript::arguments)));
  }

  private static String cases(Stream<String> lines) {
    return lines.map(line -> "      " + line + " ;;").collect(Collectors.joining("\n"));
  }

  private static Stream<String> optionValues(CommandPage page) {
    return page.options().stream()
        .filter(OptionEntry::takesValue)
        .map(
            option ->
                option.names().stream()
                        .map(name -> CompletionScript.quoted(page.path() + " " + name))
                        .collect(Collectors.joining(" | "))
                    + ") "
                    + assigned(option.values()));
  }

  private static String options(CommandPage page) {
    List<String> names =
        page.options().stream().flatMap(option -> option.names().stream()).toList();
    return CompletionScript.quoted(page.path()) + ") choices=" + joined(names);
  }

  private static String arguments(CommandPage page) {
    List<String> names = page.commands().stream().map(CommandPage::name).toList();
    Values values =
        names.isEmpty() ? page.argumentValues() : new Values(Values.Kind.CHOICES, names);
    return CompletionScript.quoted(page.path()) + ") " + assigned(values);
  }

  private static String assigned(Values values) {
    String choices = values.choices().isEmpty() ? "" : " choices=" + joined(values.choices());
    return "kind=" + values.kind().word() + choices;
  }

  private static String joined(List<String> words) {
    return CompletionScript.quoted(String.join(" ", words));
  }
}
