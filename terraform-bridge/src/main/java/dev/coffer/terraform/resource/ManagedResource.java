package dev.coffer.terraform.resource;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.schema.Schema;
import java.util.List;
import java.util.Optional;

/** One type of resource. Its acts may throw {@code Declined}, which becomes an error. */
public interface ManagedResource {
  /** The type's name after {@code coffer_}. */
  String type();

  /** The attributes; the settings change nothing but what attributes are when left out. */
  Schema schema(Settings settings);

  /** The attributes by which one is found. */
  List<String> identity();

  /** Says what is wrong with a configuration. Null and unknown attributes are none of that. */
  void validate(Row config, Diagnostics out);

  /** Says what only shows beside the state before. */
  default void judge(Optional<Row> prior, Row planned, Diagnostics out) {}

  /**
   * The planned state, in which what can be told before the apply is told: whatever is known then
   * stays as it is. Also says what the server has to be asked for.
   */
  default Row foresee(Prospect prospect) {
    return prospect.planned();
  }

  /** The state after it was made. */
  Row create(Change change);

  /** The state as it is; empty when it is gone. */
  Optional<Row> read(Declarations declarations, Row state, Diagnostics out);

  /** The state after it was changed from {@link Change#prior}. */
  Row update(Change change);

  /** Takes away what {@code state} describes; nothing when it is gone. */
  void delete(Declarations declarations, Row state, Diagnostics out);

  /**
   * The identity that {@code id} means.
   *
   * @throws IllegalArgumentException saying which form it has instead
   */
  Row imported(String id);
}
