package dev.coffer.terraform.kit.protocol;

import dev.coffer.terraform.kit.JsonValues;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.wire.Notice;
import dev.coffer.terraform.wire.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a provider tells a person during one command. */
final class Notices {
  private final Consumer<String> written;
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param written takes what a person would have in the terminal
   */
  Notices(Consumer<String> written) {
    this.written = written;
  }

  /** Returns whether nothing of it is an error. */
  boolean hear(List<Notice> notices) {
    for (Notice notice : notices) {
      List<String> list = isError(notice) ? errors : warnings;
      list.add(notice.getSummary() + ". " + notice.getDetail() + path(notice));
      written.accept(notice.getSummary() + notice.getDetail());
    }
    return notices.stream().noneMatch(Notices::isError);
  }

  /** Takes down what is shown, but no notice. */
  void shown(Value value) {
    written.accept(String.valueOf(JsonValues.plain(value)));
  }

  /** An error that the host finds itself. */
  void fail(String error) {
    errors.add(error);
  }

  static boolean isError(Notice notice) {
    return notice.getSeverity() == Severity.ERROR;
  }

  private static String path(Notice notice) {
    StringBuilder path = new StringBuilder();
    notice
        .getAttribute()
        .getStepsList()
        .forEach(
            step ->
                path.append(path.isEmpty() ? " @" : ".")
                    .append(step.getAttributeName())
                    .append(step.getElementKeyString()));
    return path.toString();
  }

  List<String> errors() {
    return errors;
  }

  List<String> warnings() {
    return warnings;
  }
}
