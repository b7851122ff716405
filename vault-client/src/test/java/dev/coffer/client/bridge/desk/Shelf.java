package dev.coffer.client.bridge.desk;

import dev.coffer.client.ClientException;
import dev.coffer.client.bridge.desk.Intent.Action;
import dev.coffer.client.bridge.desk.Intent.Reader;
import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.declaration.ReadableKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A kind in memory, which counts how often something was done. */
final class Shelf implements Kind {
  final Map<String, String> books = new TreeMap<>();
  int acts;

  /** How many vaults more readers have, whose keys nobody counted. */
  int unopened;

  /** What every act fails with; null when none does. */
  ClientException failure;

  /** Whether somebody takes what was put, before anybody looks. */
  boolean isRobbed;

  @Override
  public String name() {
    return "books";
  }

  @Override
  public List<String> place() {
    return List.of("shelf");
  }

  @Override
  public List<String> members() {
    return List.of("title");
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    return books.entrySet().stream().map(book -> shown(book.getKey(), book.getValue())).toList();
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    return Optional.ofNullable(books.get(address.id())).map(title -> shown(address.id(), title));
  }

  private static Map<String, Object> shown(String id, String title) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("title", title);
    return shown;
  }

  @Override
  public Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    String title = wish.required("title");
    Map<String, Object> after = shown(address.id(), title);
    if (now.equals(Optional.of(after))) {
      return Intent.none(after);
    }
    return new Intent(
        now.isPresent() ? Action.UPDATE : Action.CREATE,
        Optional.of(after),
        () ->
            List.of(
                new Reader(
                    "everybody",
                    List.of(new ReadableKeys("v", "a", 2), new ReadableKeys("v", "b", 3)),
                    unopened)),
        List.of("mind the dust"),
        Intent.silent(
            () -> {
              act();
              books.put(address.id(), title);
              if (isRobbed) {
                books.remove(address.id());
              }
            }));
  }

  private void act() {
    if (failure != null) {
      throw failure;
    }
    acts++;
  }

  @Override
  public Intent delete(Address address, Map<String, Object> now) {
    return Intent.gone(
        List.of("it goes"),
        () -> {
          act();
          books.remove(address.id());
          return new Intent.Done(List.of("it went"), OptionalInt.of(1));
        });
  }
}
