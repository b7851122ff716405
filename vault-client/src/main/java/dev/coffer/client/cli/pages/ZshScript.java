package dev.coffer.client.cli.pages;

import dev.coffer.client.cli.pages.CommandPage.OptionEntry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works from a folder of {@code $fpath} as {@code _coffer}, and when it is sourced. */
final class ZshScript implements CompletionScript {
  private static final String SCRIPT =
      """
      #compdef coffer
      # zsh completion for coffer; made by 'coffer completion zsh'

      _coffer() {
        local current=${words[CURRENT]} previous=${words[CURRENT-1]}
        local program at=coffer environment='' kind='' word i
        local -a choices
        program=$(whence -p -- "${words[1]}") || program=coffer
        if [[ $current == --*=* ]]; then
          previous=${current%%=*}
          compset -P '*='
        fi
        for ((i = 2; i < CURRENT; i++)); do
          word=${words[i]}
          if [[ $word == '--' ]]; then
            kind=files
          elif [[ $word == '--env' ]]; then
            environment=${words[i+1]}
          elif [[ $word == --env=* ]]; then
            environment=${word#--env=}
          fi
          case "$at $word" in
            (@PATHS@) at="$at $word" ;;
          esac
        done
        if [[ -z $kind ]]; then
          case "$at $previous" in
      @OPTION_VALUES@
          esac
        fi
        if [[ -z $kind && $current == -* ]]; then
          kind=options
          case $at in
      @OPTIONS@
          esac
        elif [[ -z $kind ]]; then
          case $at in
      @ARGUMENTS@
          esac
        fi
        case $kind in
          (files) _files ;;
          (keys|environments)
            choices=(${(f)"$("$program" complete "$kind" ${environment:+--env} ${environment:+"$environment"} 2>/dev/null </dev/null)"})
            compadd -- "${choices[@]}"
            ;;
          (options) _describe -o option choices ;;
          (choices) _describe choice choices ;;
        esac
      }

      if [[ ${funcstack[1]} == _coffer ]]; then
        _coffer "$@"
      else
        compdef _coffer coffer
      fi
      """;

  @Override
  public String shell() {
    return "zsh";
  }

  @Override
  public String fileName() {
    return "_coffer";
  }

  @Override
  public String of(CommandPage coffer) {
    return SCRIPT
        .replace("@PATHS@", CompletionScript.paths(coffer, "|"))
        .replace("@OPTION_VALUES@", cases(coffer.all().flatMap(ZshScript::optionValues)))
        .replace("@OPTIONS@", cases(coffer.all().map(ZshScript::options)))
        .replace("@ARGUMENTS@", cases(coffer.all().map(ZshScript::arguments)));
  }

  private static String cases(Stream<String> lines) {
    return lines.map(line -> "      (" + line + " ;;").collect(Collectors.joining("\n"));
  }

  private static Stream<String> optionValues(CommandPage page) {
    return page.options().stream()
        .filter(OptionEntry::takesValue)
        .map(
            option ->
                option.names().stream()
                        .map(name -> CompletionScript.quoted(page.path() + " " + name))
                        .collect(Collectors.joining("|"))
                    + ") "
                    + assigned(option.values()));
  }

  private static String options(CommandPage page) {
    Stream<String> described =
        page.options().stream()
            .flatMap(o -> o.names().stream().map(name -> described(name, o.description())));
    return CompletionScript.quoted(page.path()) + ") " + array(described.toList());
  }

  private static String arguments(CommandPage page) {
    String start = CompletionScript.quoted(page.path()) + ") ";
    if (page.commands().isEmpty()) {
      return start + assigned(page.argumentValues());
    }
    Stream<String> described =
        page.commands().stream().map(command -> described(command.name(), command.description()));
    return start + "kind=choices " + array(described.toList());
  }

  private static String assigned(Values values) {
    String kind = "kind=" + values.kind().word();
    return values.choices().isEmpty() ? kind : kind + " " + array(values.choices());
  }

  /** What {@code _describe} takes: a colon parts the word from what is said about it. */
  private static String described(String word, String description) {
    return word.replace(":", "\\:") + ":" + description;
  }

  private static String array(List<String> words) {
    return words.stream()
        .map(CompletionScript::quoted)
        .collect(Collectors.joining(" ", "choices=(", ")"));
  }
}
