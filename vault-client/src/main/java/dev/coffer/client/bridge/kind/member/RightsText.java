package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.declaration.Rights;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Role;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rights as members of JSON: a role, and the environments that it extends to where not to all. */
final class RightsText {
  static final String ROLE = "role";
  static final String ENVIRONMENTS = "environments";

  private static final String READ = "read";
  private static final String WRITE = "write";

  private RightsText() {}

  static Rights read(Fields wish) {
    Role role = Fields.read(ROLE, () -> Role.of(wish.required(ROLE)));
    Access access =
        wish.object(ENVIRONMENTS)
            .map(texts -> Fields.read(ENVIRONMENTS, () -> Access.of(grants(texts))))
            .orElse(Access.ALL);
    return Fields.read(ENVIRONMENTS, () -> new Rights(role, access));
  }

  private static SortedMap<EnvironmentName, Boolean> grants(Map<String, String> texts) {
    SortedMap<EnvironmentName, Boolean> grants = new TreeMap<>();
    texts.forEach((name, access) -> grants.put(new EnvironmentName(name), isWrite(access)));
    return grants;
  }

  private static boolean isWrite(String access) {
    if (!access.equals(READ) && !access.equals(WRITE)) {
      throw Fields.malformed(ENVIRONMENTS, "access to an environment is read or write");
    }
    return access.equals(WRITE);
  }

  /** Adds both members to {@code shown}. */
  static void show(Map<String, Object> shown, Rights rights) {
    shown.put(ROLE, rights.role().text());
    shown.put(ENVIRONMENTS, rights.access().all() ? null : environments(rights.access()));
  }

  private static Map<String, String> environments(Access access) {
    Map<String, String> texts = new TreeMap<>();
    access.grants().forEach((name, write) -> texts.put(name.value(), write ? WRITE : READ));
    return texts;
  }
}
