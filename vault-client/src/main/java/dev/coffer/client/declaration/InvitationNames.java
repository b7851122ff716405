package dev.coffer.client.declaration;

import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Which invitation stands behind a name that whoever declares a membership has chosen; remembered
 * by this profile alone, sealed. An invitation has an id that nobody chooses: it is made of its
 * secret. Several processes may use it at once.
 */
public final class InvitationNames {
  private static final String FILE = "invitation-names";

  private final SealedFolder folder;

  public InvitationNames(SealedFolder folder) {
    this.folder = folder;
  }

  /** The invitation's id. */
  public Optional<String> find(UUID organisation, String name) {
    return Optional.ofNullable(read().get(key(organisation, name)));
  }

  public void put(UUID organisation, String name, String invitation) {
    change(names -> names.put(key(organisation, name), invitation));
  }

  /** Forgets every name of {@code invitation}, whichever it was asked for by. */
  public void remove(UUID organisation, String invitation) {
    String prefix = key(organisation, "");
    change(
        names ->
            names
                .entrySet()
                .removeIf(
                    named ->
                        named.getKey().startsWith(prefix) && named.getValue().equals(invitation)));
  }

  /** The names of an organisation's invitations, each with the invitation's id. */
  public SortedMap<String, String> all(UUID organisation) {
    SortedMap<String, String> found = new TreeMap<>();
    String prefix = key(organisation, "");
    read()
        .tailMap(prefix)
        .forEach(
            (key, invitation) -> {
              if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), invitation);
              }
            });
    return found;
  }

  private static String key(UUID organisation, String name) {
    return organisation + "/" + name;
  }

  private void change(Consumer<SortedMap<String, String>> change) {
    folder.locked(
        FILE,
        () -> {
          SortedMap<String, String> names = read();
          change.accept(names);
          StringBuilder text = new StringBuilder();
          names.forEach((key, id) -> text.append(key).append(' ').append(id).append('\n'));
          file().write(text.toString());
          return names;
        });
  }

  private SortedMap<String, String> read() {
    SortedMap<String, String> names = new TreeMap<>();
    file()
        .read()
        .orElse("")
        .lines()
        .forEach(
            line -> {
              int at = line.indexOf(' ');
              names.put(line.substring(0, at), line.substring(at + 1));
            });
    return names;
  }

  private SealedFile file() {
    return folder.file(FILE);
  }
}
