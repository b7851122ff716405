package dev.coffer.client.cli.pages;

import dev.coffer.client.cli.pages.CommandPage.ArgumentEntry;
import dev.coffer.client.cli.pages.CommandPage.OptionEntry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One command's page of section 1, in the macros of man(7). */
public final class ManualPage {
  private static final String SECTION = ".1";

  private final CommandPage page;
  private final Edition edition;
  private final StringBuilder text = new StringBuilder();

  private ManualPage(CommandPage page, Edition edition) {
    this.page = page;
    this.edition = edition;
  }

  /** What a page is printed for; the date is {@code 2026-01-31}. */
  public record Edition(String version, String date) {}

  /** A file and what it holds. */
  public record File(String name, String content) {}

  /** The pages of {@code coffer} and of every command below it. */
  public static List<File> all(CommandPage coffer, Edition edition) {
    return coffer
        .all()
        .map(page -> new File(title(page) + SECTION, new ManualPage(page, edition).write()))
        .toList();
  }

  private static String title(CommandPage page) {
    return page.path().replace(' ', '-');
  }

  private String write() {
    String title = roff(title(page));
    String name = title.toUpperCase(Locale.ROOT);
    line(
        String.format(
            Locale.ROOT,
            ".TH \"%s\" \"1\" \"%s\" \"Coffer %s\" \"Coffer\"",
            name,
            edition.date(),
            edition.version()));
    line(".SH NAME");
    line(title + " \\- " + roff(page.description()));
    line(".SH SYNOPSIS");
    String rest = page.synopsis().substring(page.path().length());
    line("\\fB" + roff(page.path()) + "\\fR" + roff(rest));
    line(".SH DESCRIPTION");
    line(roff(page.description()));
    section("ARGUMENTS", page.arguments().stream().map(ManualPage::entry).toList());
    section("OPTIONS", page.options().stream().map(ManualPage::entry).toList());
    section("COMMANDS", page.commands().stream().map(ManualPage::entry).toList());
    examples();
    if (page.path().equals(page.name())) {
      section("EXIT STATUS", Conventions.EXIT_CODES.stream().map(ManualPage::entry).toList());
      section("ENVIRONMENT", Conventions.VARIABLES.stream().map(ManualPage::entry).toList());
    }
    seeAlso();
    return text.toString();
  }

  private void section(String heading, List<String> entries) {
    if (!entries.isEmpty()) {
      line(".SH \"" + heading + "\"");
      entries.forEach(this::line);
    }
  }

  private static String entry(ArgumentEntry argument) {
    return tagged("\\fI" + roff(argument.label()) + "\\fR", argument.description());
  }

  private static String entry(OptionEntry option) {
    String names =
        option.names().stream()
            .map(name -> "\\fB" + roff(name) + "\\fR")
            .collect(Collectors.joining(", "));
    String value = option.takesValue() ? "=\\fI" + roff(option.label()) + "\\fR" : "";
    return tagged(names + value, option.description());
  }

  private static String entry(CommandPage command) {
    return tagged("\\fB" + roff(title(command)) + "\\fR(1)", command.description());
  }

  private static String entry(Conventions.Entry convention) {
    return tagged("\\fB" + roff(convention.name()) + "\\fR", convention.meaning());
  }

  private static String tagged(String tag, String description) {
    return ".TP\n" + tag + "\n" + roff(description);
  }

  private void examples() {
    List<String> lines =
        page.footer().stream().filter(l -> l.startsWith("  ") && l.contains("coffer ")).toList();
    if (!lines.isEmpty()) {
      line(".SH EXAMPLES");
      line(".nf");
      lines.forEach(example -> line(roff(example.strip())));
      line(".fi");
    }
  }

  private void seeAlso() {
    int end = page.path().lastIndexOf(' ');
    if (end > 0) {
      line(".SH \"SEE ALSO\"");
      line("\\fB" + roff(page.path().substring(0, end).replace(' ', '-')) + "\\fR(1)");
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** Text that the formatter shows as it is, in ASCII. */
  private static String roff(String plain) {
    StringBuilder escaped = new StringBuilder(plain.startsWith(".") ? "\\&" : "");
    plain.codePoints().forEach(character -> escaped.append(escaped(character)));
    return escaped.toString();
  }

  private static String escaped(int character) {
    return switch (character) {
      case '\\' -> "\\e";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '^' -> "\\(ha";
      case '~' -> "\\(ti";
      case '…' -> "...";
      default ->
          character < 0x80
              ? Character.toString(character)
              : String.format(Locale.ROOT, "\\[u%04X]", character);
    };
  }
}
