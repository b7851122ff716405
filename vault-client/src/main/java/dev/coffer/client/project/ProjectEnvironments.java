package dev.coffer.client.project;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.coffer.client.ClientException;
import dev.coffer.protocol.EnvironmentName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The environments that a project file declares: {@code env} gives aliases, {@code environments}
 * names and what they inherit from. Entries are read when they are asked for, so that a mistake in
 * one does not keep the others from being used.
 */
public final class ProjectEnvironments {
  /** What holds outside of a project: no aliases, nothing inherited. */
  public static final ProjectEnvironments NONE =
      new ProjectEnvironments(Path.of(ProjectFile.COFFER_NAME), new JsonObject());

  private static final String ALIASES = "env";
  private static final String DECLARED = "environments";
  private static final String DOTENV = ".env";

  private final Path file;
  private final JsonObject aliases;
  private final JsonObject declared;

  ProjectEnvironments(Path file, JsonObject content) {
    this.file = file;
    this.aliases = member(content, ALIASES);
    this.declared = member(content, DECLARED);
  }

  private JsonObject member(JsonObject content, String name) {
    JsonElement element = content.get(name);
    if (element instanceof JsonObject object) {
      return object;
    }
    if (element == null || element == JsonNull.INSTANCE) {
      return new JsonObject();
    }
    throw wrong("$." + name + " is not an object");
  }

  /**
   * The environment that {@code name} means: one that is declared, else the one that an alias
   * stands for, else the one of that name.
   *
   * @throws dev.coffer.protocol.Malformed when no environment can have that name
   */
  public EnvironmentName canonical(String name) {
    return declared.has(name) || !aliases.has(name) ? new EnvironmentName(name) : standsFor(name);
  }

  private EnvironmentName standsFor(String alias) {
    return new EnvironmentName(mode(alias, text(aliases.get(alias), "$.env." + alias)));
  }

  /** The environment that {@code alias} stands for: NAME of its file {@code .env.NAME}. */
  static String mode(String alias, String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (name.equals(DOTENV)) {
      return EnvironmentName.DEFAULT.value();
    }
    return name.startsWith(DOTENV + ".") ? name.substring(DOTENV.length() + 1) : alias;
  }

  /** Every environment that the file names, aliases being what they stand for. */
  public SortedSet<EnvironmentName> all() {
    SortedSet<EnvironmentName> all = new TreeSet<>();
    declared.keySet().forEach(name -> all.add(new EnvironmentName(name)));
    aliases.keySet().forEach(alias -> all.add(standsFor(alias)));
    return all;
  }

  /**
   * The environments whose variables {@code environment} has: what it inherits from first, itself
   * last.
   *
   * @throws ClientException.Usage when they go in a circle or one is not declared
   */
  public List<EnvironmentName> lineage(EnvironmentName environment) {
    List<EnvironmentName> lineage = new ArrayList<>();
    Optional<EnvironmentName> next = Optional.of(environment);
    while (next.isPresent()) {
      if (lineage.contains(next.get())) {
        throw circle(lineage, next.get());
      }
      lineage.add(next.get());
      next = base(next.get());
    }
    Collections.reverse(lineage);
    return List.copyOf(lineage);
  }

  private Optional<EnvironmentName> base(EnvironmentName environment) {
    String place = "$.environments." + environment;
    JsonElement entry = declared.get(environment.value());
    if (entry == null || entry instanceof JsonPrimitive) {
      return Optional.empty();
    }
    if (!(entry instanceof JsonObject object)) {
      throw wrong(place + " is neither a file's name nor an object");
    }
    return Optional.ofNullable(object.get("extends"))
        .filter(base -> base != JsonNull.INSTANCE)
        .map(base -> declaredBase(text(base, place + ".extends"), place));
  }

  private EnvironmentName declaredBase(String name, String place) {
    EnvironmentName base = canonical(name);
    if (!base.equals(EnvironmentName.DEFAULT) && !all().contains(base)) {
      throw wrong(
          place + ".extends is neither 'default' nor an environment that the file declares");
    }
    return base;
  }

  private String text(JsonElement element, String place) {
    if (element instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw wrong(place + " is not a text in quotes");
  }

  private ClientException circle(List<EnvironmentName> lineage, EnvironmentName again) {
    List<EnvironmentName> circle = new ArrayList<>(lineage);
    circle.add(again);
    String steps = String.join(" → ", circle.stream().map(EnvironmentName::value).toList());
    return wrong("$.environments inherit in a circle: " + steps);
  }

  private ClientException wrong(String reason) {
    return ProjectFile.unusable(file, reason);
  }
}
