package dev.coffer.terraform.kit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Drives the provider by a real {@code terraform} or {@code tofu}, installed from the filesystem
 * mirror that the build has packed. Every block waits for the one before it.
 */
public final class TerraformWorkshop implements Workshop {
  /** One attribute to a line: an error quotes the whole line that it is about. */
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private static final long PATIENCE_MINUTES = 5;

  private final Path program;
  private final Path folder;
  private final Map<String, String> variables;
  private final Map<String, Object> provider;
  private final StringBuilder everything = new StringBuilder();
  private int logs;
  private volatile Process running;

  /**
   * @param program the binary
   * @param folder where to work; empty
   * @param mirror the filesystem mirror
   */
  public TerraformWorkshop(
      Path program,
      Path folder,
      Path mirror,
      Map<String, String> variables,
      Map<String, Object> provider)
      throws IOException {
    this.program = program;
    this.folder = folder;
    this.variables = new TreeMap<>(variables);
    this.provider = provider;
    Files.writeString(
        folder.resolve("cli.tfrc"),
        "disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = \""
            + mirror.toAbsolutePath()
            + "\"\n  }\n}\n");
  }

  /** The binaries that are on the path, of those that speak the protocol. */
  public static List<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("terraform", "tofu")
        .flatMap(
            name ->
                Arrays.stream(path.split(java.io.File.pathSeparator, -1))
                    .map(place -> Path.of(place, name))
                    .filter(Files::isExecutable)
                    .limit(1))
        .toList();
  }

  /** What {@code program} calls itself, with its version. */
  public static String version(Path program) throws IOException {
    Process process = new ProcessBuilder(program.toString(), "version").start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      return String.valueOf(said.readLine());
    }
  }

  @Override
  public String name() {
    return program.toString();
  }

  @Override
  public void write(List<Block> blocks) throws Exception {
    JsonObject root = new JsonObject();
    root.add("terraform", required());
    JsonObject configured = new JsonObject();
    configured.add("coffer", GSON.toJsonTree(provider));
    root.add("provider", configured);
    Optional<String> before = Optional.empty();
    for (Block block : blocks) {
      String kind = block.kind().name().toLowerCase(Locale.ROOT);
      JsonObject body = GSON.toJsonTree(block.attributes()).getAsJsonObject();
      before.ifPresent(address -> body.add("depends_on", GSON.toJsonTree(List.of(address))));
      object(object(root, kind), block.type()).add(block.name(), body);
      before = Optional.of(block.address());
    }
    Files.writeString(folder.resolve("main.tf.json"), GSON.toJson(root));
    if (!Files.exists(folder.resolve(".terraform"))) {
      Said said = run("init", "-input=false", "-no-color");
      if (said.status() != 0) {
        throw new AssertionError(said.output());
      }
    }
  }

  /** Puts a file beside the configuration, in Terraform's own language. */
  public void add(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Sets an environment variable for the commands to come. */
  public void set(String variable, String value) {
    variables.put(variable, value);
  }

  /** Carries out the plan that {@link #plan} has left, as a pipeline does. */
  public Outcome applyPlanned() throws Exception {
    return outcome(run("apply", "-input=false", "-json", "plan"));
  }

  /** Runs the HCL tests in the folder {@code tests}; what was said. */
  public String tests() throws IOException, InterruptedException {
    return run("test", "-no-color").output();
  }

  private static JsonObject required() {
    JsonObject source = new JsonObject();
    source.addProperty("source", "coffer/coffer");
    JsonObject providers = new JsonObject();
    providers.add("coffer", source);
    JsonObject required = new JsonObject();
    required.add("required_providers", providers);
    return required;
  }

  private static JsonObject object(JsonObject in, String name) {
    if (!in.has(name)) {
      in.add(name, new JsonObject());
    }
    return in.getAsJsonObject(name);
  }

  private record Said(int status, String output) {}

  private Said run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(PluginHost::isOfAJob);
    builder.environment().putAll(variables);
    builder.environment().put("TF_CLI_CONFIG_FILE", folder.resolve("cli.tfrc").toString());
    Path log = folder.resolve("log-" + logs++ + ".txt");
    builder.environment().put("TF_LOG", "trace");
    builder.environment().put("TF_LOG_PATH", log.toString());
    Process process = builder.start();
    running = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " hangs");
    }
    String said = Files.readString(output);
    everything.append(said);
    return new Said(process.exitValue(), said);
  }

  @Override
  public Outcome plan() throws Exception {
    return outcome(run("plan", "-input=false", "-json", "-out=plan"));
  }

  @Override
  public Outcome apply() throws Exception {
    return outcome(run("apply", "-input=false", "-auto-approve", "-json"));
  }

  @Override
  public Outcome destroy() throws Exception {
    return outcome(run("destroy", "-input=false", "-auto-approve", "-json"));
  }

  @Override
  public Outcome importing(String address, String id) throws Exception {
    Said said = run("import", "-input=false", "-no-color", address, id);
    return new Outcome(0, 0, 0, said.status() == 0 ? List.of() : List.of(said.output()), List.of());
  }

  @Override
  public void forget(String address) throws Exception {
    run("state", "rm", address);
  }

  private static Outcome outcome(Said said) {
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    JsonObject changes = new JsonObject();
    for (String line : said.output().lines().toList()) {
      if (!line.startsWith("{")) {
        throw new AssertionError(said.output());
      }
      JsonObject told = JsonParser.parseString(line).getAsJsonObject();
      if (told.has("diagnostic")) {
        JsonObject diagnostic = told.getAsJsonObject("diagnostic");
        boolean error = diagnostic.get("severity").getAsString().equals("error");
        (error ? errors : warnings)
            .add(diagnostic.get("summary").getAsString() + ". " + text(diagnostic, "detail"));
      }
      if (told.has("changes")) {
        changes = told.getAsJsonObject("changes");
      }
    }
    return new Outcome(
        number(changes, "add"),
        number(changes, "change"),
        number(changes, "remove"),
        errors,
        warnings);
  }

  private static String text(JsonObject diagnostic, String name) {
    return diagnostic.has(name) ? diagnostic.get(name).getAsString() : "";
  }

  private static int number(JsonObject changes, String name) {
    return changes.has(name) ? changes.get(name).getAsInt() : 0;
  }

  @Override
  public Map<String, Object> state(String address) throws Exception {
    JsonObject state =
        JsonParser.parseString(Files.readString(folder.resolve("terraform.tfstate")))
            .getAsJsonObject();
    JsonArray resources = state.getAsJsonArray("resources");
    for (JsonElement element : resources) {
      JsonObject resource = element.getAsJsonObject();
      String mode = resource.get("mode").getAsString().equals("data") ? "data." : "";
      String found =
          mode + resource.get("type").getAsString() + "." + resource.get("name").getAsString();
      if (found.equals(address)) {
        JsonObject instance = resource.getAsJsonArray("instances").get(0).getAsJsonObject();
        return new TreeMap<>(
            GSON.fromJson(instance.get("attributes"), new TypeToken<Map<String, Object>>() {}));
      }
    }
    throw new AssertionError("no state of " + address);
  }

  @Override
  public void killProvider() {
    List<ProcessHandle> providers =
        running
            .descendants()
            .filter(TerraformWorkshop::isProvider)
            .filter(ProcessHandle::destroyForcibly)
            .toList();
    if (providers.isEmpty()) {
      throw new AssertionError("no provider runs");
    }
    providers.forEach(provider -> provider.onExit().join());
  }

  /** The launcher becomes the JVM, and so keeps its process. */
  private static boolean isProvider(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains("coffer-terraform"))
        .isPresent();
  }

  /** The plan's file is a zip archive: what is in it is told as text. */
  @Override
  public String everything() throws Exception {
    StringBuilder all = new StringBuilder(everything);
    if (Files.exists(folder.resolve("plan"))) {
      JsonObject plan =
          JsonParser.parseString(run("show", "-json", "plan").output()).getAsJsonObject();
      plan.remove("configuration"); // as it was written, literals of the test included
      all.append(plan);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(TerraformWorkshop::isWritten).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private static boolean isWritten(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("terraform.tfstate") || name.startsWith("log-");
  }
}
