package dev.coffer.terraform.member;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.membership.Role;
import dev.coffer.terraform.declaration.Members.Rights;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Disclosure;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A role and the environments that it extends to. */
final class RightsAttributes {
  static final String ROLE = "role";
  static final String ENVIRONMENTS = "environments";

  private static final String READ = "read";
  private static final String WRITE = "write";

  private RightsAttributes() {}

  static Attribute role() {
    return Attribute.required(
        ROLE, Type.Simple.TEXT, "`owner`, `admin`, `maintainer`, `developer` or `reader`.");
  }

  static Attribute environments() {
    return Attribute.optional(
        ENVIRONMENTS,
        new Type.MapOf(Type.Simple.TEXT),
        "The only environments that the role extends to, each with `read` or `write`; for a"
            + " developer or reader. Left out: all, also those to come. Empty: none.");
  }

  static void validate(Row config, Diagnostics out) {
    config.text(ROLE).ifPresent(role -> PlaceAttributes.check(ROLE, out, () -> Role.of(role)));
    if (!(config.value(ENVIRONMENTS) instanceof Value.Fields environments)) {
      return;
    }
    Optional<Role> role = role(config);
    if (role.isPresent() && !role.get().canBeLimited()) {
      out.error(
          AttributePath.of(ENVIRONMENTS),
          "the role " + role.get().text() + " extends to every environment",
          "leave environments out, or make it a developer or reader");
    }
    environments.values().forEach((name, access) -> validate(name, access, role, out));
  }

  private static void validate(String name, Value access, Optional<Role> role, Diagnostics out) {
    AttributePath path = AttributePath.of(ENVIRONMENTS).key(name);
    PlaceAttributes.check(path, out, () -> new EnvironmentName(name));
    if (!(access instanceof Value.Text text)) {
      return;
    }
    if (!text.text().equals(READ) && !text.text().equals(WRITE)) {
      out.error(path, "access to an environment is read or write", "");
    } else if (text.text().equals(WRITE) && role.filter(Role.READER::equals).isPresent()) {
      out.error(path, "a reader writes no environment", "say read, or make it a developer");
    }
  }

  private static Optional<Role> role(Row config) {
    try {
      return config.text(ROLE).map(Role::of);
    } catch (Malformed e) {
      return Optional.empty(); // told already
    }
  }

  /** Whether organisation and rights are known before the apply. */
  static boolean areKnown(Row planned) {
    return planned.text(PlaceAttributes.ORGANIZATION).isPresent()
        && planned.text(ROLE).isPresent()
        && planned.value(ENVIRONMENTS).isWhollyKnown();
  }

  /**
   * Says how many keys the planned rights let {@code who} read.
   *
   * @param before the places that are no news
   */
  static void disclose(Prospect prospect, String organisation, Set<String> before, String who) {
    prospect
        .declarations()
        .members()
        .readable(organisation, of(prospect.planned()))
        .ifPresent(
            readable ->
                new Disclosure(readable.keys())
                    .beyond(before)
                    .tell(
                        AttributePath.of(ROLE),
                        organisation + unopened(readable.unopened()),
                        who,
                        prospect.out()));
  }

  private static String unopened(int vaults) {
    return vaults == 0 ? "" : " (without " + vaults + " vaults that cannot be opened here)";
  }

  static Rights of(Row row) {
    Optional<SortedMap<String, Boolean>> environments = Optional.empty();
    if (row.value(ENVIRONMENTS) instanceof Value.Fields fields) {
      SortedMap<String, Boolean> writable = new TreeMap<>();
      fields.values().forEach((name, access) -> writable.put(name, access.equals(Value.of(WRITE))));
      environments = Optional.of(writable);
    }
    return new Rights(row.required(ROLE), environments);
  }

  static Row put(Row row, Rights rights) {
    Value environments = Value.Absent.NULL;
    if (rights.environments().isPresent()) {
      SortedMap<String, Value> accesses = new TreeMap<>();
      rights
          .environments()
          .get()
          .forEach((name, write) -> accesses.put(name, Value.of(write ? WRITE : READ)));
      environments = new Value.Fields(accesses);
    }
    return row.with(ROLE, rights.role()).with(ENVIRONMENTS, environments);
  }
}
