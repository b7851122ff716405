package dev.coffer.it.terraform;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Workplace;
import dev.coffer.terraform.kit.PluginHost;
import dev.coffer.terraform.kit.ProtocolWorkshop;
import dev.coffer.terraform.kit.TerraformWorkshop;
import dev.coffer.terraform.kit.Workshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What can drive the provider on this machine. */
final class Drivers {
  private static final AtomicReference<Path> SHARED = new AtomicReference<>();

  private Drivers() {}

  /** The kit's own host, and each real one that is installed. */
  static Stream<Driver> all() {
    return Stream.concat(
        Stream.of(new Driver(Optional.empty())),
        TerraformWorkshop.installed().stream().map(program -> new Driver(Optional.of(program))));
  }

  /**
   * One of them.
   *
   * @param program the binary; empty for the kit's own host
   */
  record Driver(Optional<Path> program) {
    /** A workshop of {@code who}, with {@code settings} in its provider block. */
    Workshop workshop(Teammate who, Map<String, Object> settings) throws Exception {
      Path target = target();
      Map<String, Object> provider = new TreeMap<>(settings);
      provider.put("home", who.machine().home().toString());
      Map<String, String> variables = new TreeMap<>(Map.of("COFFER_KEYCHAIN", "file"));
      if (program.isEmpty()) {
        return new ProtocolWorkshop(PluginHost.packed(target), variables, provider);
      }
      variables.putAll(sharing());
      return new TerraformWorkshop(
          program.get(),
          Workplace.folder("terraform"),
          target.resolve("mirror"),
          variables,
          provider);
    }

    /** One installation and one archive of loaded classes for all workshops: they start fast. */
    private static Map<String, String> sharing() throws IOException {
      Path shared = SHARED.updateAndGet(made -> made == null ? folder() : made);
      return Map.of(
          "TF_PLUGIN_CACHE_DIR",
          Files.createDirectories(shared.resolve("plugins")).toString(),
          "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE",
          "1",
          "XDG_CACHE_HOME",
          Files.createDirectories(shared.resolve("archives")).toString(),
          "COFFER_CACHE",
          "now");
    }

    private static Path folder() {
      try {
        return Workplace.folder("terraform-shared");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Path target() {
      Path ear = Workplace.installation().getParent().getParent().getParent();
      return ear.resolveSibling("terraform-bridge").resolve("target");
    }

    @Override
    public String toString() {
      return program.map(Path::toString).orElse("the test kit's own host");
    }
  }
}
