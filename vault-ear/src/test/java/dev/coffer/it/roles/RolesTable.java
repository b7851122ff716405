package dev.coffer.it.roles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The table of {@code docs/roles.md}, as it stands there. */
record RolesTable(List<String> columns, List<Line> lines) {
  private static final Path PAGE = Path.of("..", "docs", "roles.md");

  /** What may be done, and a mark for each column. */
  record Line(String act, List<String> marks) {}

  static RolesTable read() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("|"))
            .map(RolesTable::cells)
            .toList();
    List<Line> lines =
        rows.stream().skip(2).map(row -> new Line(row.get(0), row.subList(1, row.size()))).toList();
    return new RolesTable(rows.get(0).subList(1, rows.get(0).size()), lines);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
