package dev.coffer.protocol.membership;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environments that a member's role extends to. Immutable.
 *
 * @param all whether it extends to every environment, also those that are yet to come
 * @param grants else the environments granted, each with whether it may be written
 */
public record Access(boolean all, SortedMap<EnvironmentName, Boolean> grants) {
  public static final Access ALL = new Access(true, new TreeMap<>());

  /** So many environments can be granted to one member. */
  static final int MAX_GRANTS = 100;

  private static final String READ = "read";
  private static final String WRITE = "write";

  public Access {
    grants = Collections.unmodifiableSortedMap(new TreeMap<>(grants));
    if (all && !grants.isEmpty()) {
      throw new Malformed("access to every environment needs no grants");
    }
    if (grants.size() > MAX_GRANTS) {
      throw new Malformed("a member is granted " + MAX_GRANTS + " environments at most");
    }
  }

  /** Access to {@code grants} alone, each with whether it may be written; perhaps to none. */
  public static Access of(SortedMap<EnvironmentName, Boolean> grants) {
    return new Access(false, grants);
  }

  /** With {@code environment} granted as well, or granted differently; limited from now on. */
  public Access granting(EnvironmentName environment, boolean write) {
    SortedMap<EnvironmentName, Boolean> more = new TreeMap<>(grants);
    more.put(environment, write);
    return of(more);
  }

  /** Without a grant of {@code environment}. */
  public Access withdrawing(EnvironmentName environment) {
    SortedMap<EnvironmentName, Boolean> fewer = new TreeMap<>(grants);
    fewer.remove(environment);
    return of(fewer);
  }

  /** Whether a member of {@code role} can have this access. */
  boolean fits(Role role) {
    return all || (role == Role.DEVELOPER) || (role == Role.READER && !grants.containsValue(true));
  }

  /** What a member of {@code role} with this access may do with a vault. */
  public Reach reach(Role role) {
    if (!all) {
      return Reach.of(grants);
    }
    return role == Role.READER ? Reach.READ_ALL : Reach.ALL;
  }

  void write(NoteWriter note) {
    note.line("access", all ? "all" : "granted");
    grants.forEach((name, write) -> note.line("grant", name, write ? WRITE : READ));
  }

  static Access read(NoteReader note) {
    String kind = note.value("access");
    SortedMap<EnvironmentName, Boolean> grants = new TreeMap<>();
    while (note.at("grant")) {
      List<String> values = note.values("grant", 2);
      grants.put(new EnvironmentName(values.get(0)), values.get(1).equals(WRITE));
    }
    return new Access(kind.equals("all"), grants);
  }
}
