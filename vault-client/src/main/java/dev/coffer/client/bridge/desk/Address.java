package dev.coffer.client.bridge.desk;

import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.declaration.Place;
import dev.coffer.protocol.VaultId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a resource is, and what whoever declares it calls it.
 *
 * @param place the segments of the path before the id
 * @param id chosen by the caller: 1 to 128 characters of {@code A-Z a-z 0-9 . _ : @ -}, a letter or
 *     digit first
 */
public record Address(List<String> place, String id) {
  private static final String OWN = "~";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");

  public Address {
    if (!ID.matcher(id).matches()) {
      throw Fields.malformed(
          "id",
          "an id has 1 to 128 characters of A-Z a-z 0-9 . _ : @ - and begins with a letter or"
              + " digit");
    }
  }

  /** The organisation whose members these are. */
  public String organisation() {
    return place.get(0);
  }

  /** The organisation that {@code owner} names; empty for {@code ~}, the account itself. */
  public static Optional<String> owner(String owner) {
    return owner.equals(OWN) ? Optional.empty() : Optional.of(owner);
  }

  /** The vault that the first two segments of a path name. */
  public static Place vault(List<String> place) {
    return vault(place.get(0), place.get(1));
  }

  /** The vault {@code id} of {@code owner}. */
  public static Place vault(String owner, String id) {
    return Fields.read("vault", () -> new Place(owner(owner), new VaultId(id)));
  }
}
