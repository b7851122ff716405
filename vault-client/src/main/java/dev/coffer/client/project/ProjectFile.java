package dev.coffer.client.project;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import dev.coffer.client.ClientException;
import dev.coffer.client.schema.EnvSchema;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The committed file that ties a folder to its vault: {@code coffer.json}, or {@code lpm.json} of a
 * vault in format {@code lpm}. Members that it does not know survive every change.
 */
public final class ProjectFile {
  public static final String COFFER_NAME = "coffer.json";
  public static final String LPM_NAME = "lpm.json";

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .setStrictness(Strictness.STRICT)
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();
  private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+ path \\S+");
  private static final String VAULT = "vault";
  private static final String VERSION = "version";
  private static final String ORGANISATION = "organisation";
  private static final String ID = "id";
  private static final String NAME = "name";
  private static final String SYNC = "vaultSync";
  private static final String GUARD = "guard";
  private static final String ALLOW = "allow";
  private static final String PERSONAL_VERSION = "personalVersion";
  private static final String OWNER = "owner";

  private final Path file;
  private final VaultId vault;
  private final Consumer<String> warnings;

  private ProjectFile(Path file, VaultId vault, Consumer<String> warnings) {
    this.file = file;
    this.vault = vault;
    this.warnings = warnings;
  }

  /** The project that {@code folder} lies in: its own file, or that of the nearest folder above. */
  public static Optional<ProjectFile> find(Path folder) {
    return find(folder, warning -> {});
  }

  /**
   * As {@link #find(Path)}.
   *
   * @param warnings takes what a person should read
   */
  public static Optional<ProjectFile> find(Path folder, Consumer<String> warnings) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      for (String name : List.of(COFFER_NAME, LPM_NAME)) {
        Path file = at.resolve(name);
        if (Files.isRegularFile(file) && parse(file).has(VAULT)) {
          return Optional.of(open(file, warnings));
        }
      }
    }
    return Optional.empty();
  }

  /** Ties {@code folder} to {@code vault} by writing the file of {@code format}. */
  public static ProjectFile create(Path folder, VaultId vault, PayloadFormat format) {
    Path file = folder.resolve(format == PayloadFormat.LPM ? LPM_NAME : COFFER_NAME);
    JsonObject content = Files.exists(file) ? parse(file) : new JsonObject();
    content.addProperty(VAULT, vault.value());
    save(file, content);
    return new ProjectFile(file, vault, warning -> {});
  }

  private static ProjectFile open(Path file, Consumer<String> warnings) {
    try {
      return new ProjectFile(file, new VaultId(text(file, VAULT).orElse("")), warnings);
    } catch (Malformed e) {
      throw unusable(file, "its member 'vault' is not a vault id: " + e.getMessage());
    }
  }

  public Path path() {
    return file;
  }

  public Path folder() {
    return file.toAbsolutePath().getParent();
  }

  public VaultId vault() {
    return vault;
  }

  public PayloadFormat format() {
    return file.getFileName().toString().equals(LPM_NAME)
        ? PayloadFormat.LPM
        : PayloadFormat.COFFER_1;
  }

  /** The server that this project names, if it names one. */
  public Optional<String> server() {
    return text(file, "server");
  }

  /** The organisation whose vault this is; empty for a vault of the account's own. */
  public Optional<UUID> organisation() {
    if (!(parse(file).get(ORGANISATION) instanceof JsonObject organisation)
        || !(organisation.get(ID) instanceof JsonPrimitive id)) {
      return Optional.empty();
    }
    if (!OrganisationName.isId(id.getAsString())) {
      throw unusable(file, "its member 'organisation.id' is not an organisation's id");
    }
    return Optional.of(UUID.fromString(id.getAsString()));
  }

  /**
   * Id of the account or organisation that a CI job of this checkout means: {@code owner}, else
   * that of {@link #organisation}. Anybody can have a vault of the same id.
   */
  public Optional<String> owner() {
    JsonElement named = parse(file).get(OWNER);
    if (named == null || named.isJsonNull()) {
      return organisation().map(UUID::toString);
    }
    if (!named.isJsonPrimitive() || !OrganisationName.isId(named.getAsString())) {
      throw unusable(file, "its member 'owner' is not the id of an account or organisation");
    }
    return Optional.of(named.getAsString());
  }

  /** What became of an owner that was to be recorded. */
  public enum OwnerRecord {
    WRITTEN,
    /** The file named this owner before. */
    KNOWN,
    /** The file names another owner, and goes on doing so. */
    ANOTHER
  }

  /** Records whose vault this is, unless the file says so already or names somebody else. */
  public OwnerRecord recordOwner(String id) {
    Optional<String> named = owner();
    if (named.isPresent()) {
      return named.get().equals(id) ? OwnerRecord.KNOWN : OwnerRecord.ANOTHER;
    }
    JsonObject content = parse(file);
    content.addProperty(OWNER, id);
    save(file, content);
    return OwnerRecord.WRITTEN;
  }

  /**
   * From now on the vault is the organisation's, and no longer that of an owner who was recorded.
   *
   * @param version the lowest version there that anybody should accept
   */
  public void enterOrganisation(UUID id, OrganisationName name, int version) {
    JsonObject organisation = new JsonObject();
    organisation.addProperty(ID, id.toString());
    organisation.addProperty(NAME, name.value());
    JsonObject content = parse(file);
    content.add(ORGANISATION, organisation);
    content.remove(OWNER);
    content.addProperty(VERSION, version);
    save(file, content);
  }

  /**
   * From now on the vault is the account's own, of which any version is accepted. Which account's,
   * the file does not say.
   */
  public void leaveOrganisation() {
    JsonObject content = parse(file);
    content.remove(ORGANISATION);
    content.remove(OWNER);
    content.remove(VERSION);
    save(file, content);
  }

  /** The lowest version that somebody who has never seen the vault should accept; 0 for any. */
  public int version() {
    JsonObject content = parse(file);
    if (format() == PayloadFormat.COFFER_1) {
      return number(content.get(VERSION));
    }
    return content.get(SYNC) instanceof JsonObject sync ? number(sync.get(PERSONAL_VERSION)) : 0;
  }

  /** Records that {@code version} exists; a lower number than the recorded one changes nothing. */
  public void recordVersion(int version) {
    if (version <= version()) {
      return;
    }
    JsonObject content = parse(file);
    if (format() == PayloadFormat.COFFER_1) {
      content.addProperty(VERSION, version);
    } else {
      JsonObject sync = content.get(SYNC) instanceof JsonObject found ? found : new JsonObject();
      sync.addProperty(PERSONAL_VERSION, version);
      content.add(SYNC, sync);
    }
    save(file, content);
  }

  /** What a list of vaults shows: the file's {@code name}, else the folder's. */
  public String name() {
    return text(file, "name")
        .orElseGet(
            () ->
                Optional.ofNullable(folder().getFileName()).map(Path::toString).orElse("unknown"));
  }

  /**
   * What a push says about the variables: the {@code envSchema} document if there is one, or with
   * an {@code lpm.json} what the {@code lpm} command would say. A malformed one is left out with a
   * warning.
   */
  public Optional<Map<String, Object>> schema() {
    Optional<JsonObject> schema;
    try {
      schema = projectSchema().document(format());
    } catch (Malformed e) {
      warnings.accept(file + ": " + e.getMessage() + "; pushed without the schema");
      return Optional.empty();
    }
    return schema.map(found -> GSON.fromJson(found, new TypeToken<Map<String, Object>>() {}));
  }

  /**
   * The rules that {@code envSchema} declares.
   *
   * @throws ClientException.Usage saying where it is malformed
   */
  public Optional<EnvSchema> declaredRules() {
    return rules(ProjectSchema::declared);
  }

  /**
   * The rules that {@code envSchema} declares; without one, those that a {@code .env.example}
   * beside this file implies.
   *
   * @throws ClientException.Usage saying where {@code envSchema} is malformed
   */
  public Optional<EnvSchema> rules() {
    return rules(schema -> schema.declared().or(schema::implied));
  }

  private Optional<EnvSchema> rules(Function<ProjectSchema, Optional<EnvSchema>> source) {
    try {
      return source.apply(projectSchema());
    } catch (Malformed e) {
      throw unusable(file, e.getMessage());
    }
  }

  private ProjectSchema projectSchema() {
    return new ProjectSchema(parse(file), folder());
  }

  /** The environments that the file declares. */
  public ProjectEnvironments environments() {
    return new ProjectEnvironments(file, parse(file));
  }

  /** What may stand in files: {@code KEY} in any environment, {@code environment/KEY} in one. */
  public SortedSet<String> guardAllows() {
    SortedSet<String> names = new TreeSet<>();
    if (parse(file).get(GUARD) instanceof JsonObject guard
        && guard.get(ALLOW) instanceof JsonArray allowed) {
      allowed.forEach(name -> names.add(name.isJsonPrimitive() ? name.getAsString() : ""));
    }
    return names;
  }

  /** Adds {@code names} to what may stand in files, or takes them out again. */
  public void allowInGuard(List<String> names, boolean allowed) {
    SortedSet<String> all = guardAllows();
    names.forEach(name -> all.remove(name));
    if (allowed) {
      all.addAll(names);
    }
    JsonObject content = parse(file);
    JsonObject guard = content.get(GUARD) instanceof JsonObject found ? found : new JsonObject();
    guard.add(ALLOW, GSON.toJsonTree(all));
    content.add(GUARD, guard);
    save(file, content);
  }

  private static Optional<String> text(Path file, String member) {
    JsonElement value = parse(file).get(member);
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()
        ? Optional.of(value.getAsString())
        : Optional.empty();
  }

  private static int number(JsonElement value) {
    if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      return 0;
    }
    return Math.max(0, value.getAsInt());
  }

  private static JsonObject parse(Path file) {
    byte[] content = AtomicFile.read(file).orElse("{}".getBytes(StandardCharsets.UTF_8));
    try {
      JsonObject object =
          GSON.fromJson(new String(content, StandardCharsets.UTF_8), JsonObject.class);
      if (object == null) {
        throw unusable(file, "it is empty");
      }
      return object;
    } catch (JsonParseException e) {
      throw unusable(file, "it is not a JSON object" + place(e));
    }
  }

  /** The reader's own message may repeat what it read, so only the place is taken from it. */
  private static String place(JsonParseException e) {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    return place.find() ? ", " + place.group() : "";
  }

  private static void save(Path file, JsonObject content) {
    AtomicFile.writePublic(file, (GSON.toJson(content) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static ClientException unusable(Path file, String reason) {
    return new ClientException.Usage(
        file + " cannot be used: " + reason, "repair it, or take it from version control");
  }
}
