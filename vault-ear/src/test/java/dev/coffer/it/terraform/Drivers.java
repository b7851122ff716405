package dev.coffer.it.terraform;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Workplace;
import dev.coffer.terraform.kit.PluginHost;
import dev.coffer.terraform.kit.ProtocolWorkshop;
import dev.coffer.terraform.kit.TerraformWorkshop;
import dev.coffer.terraform.kit.Workshop;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What can drive the provider on this machine. */
final class Drivers {
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
      Map<String, String> variables =
          Map.of("COFFER_KEYCHAIN", "file", "COFFER_CACHE", "off", "COFFER_TOKEN", "");
      if (program.isEmpty()) {
        return new ProtocolWorkshop(PluginHost.packed(target), variables, provider);
      }
      return new TerraformWorkshop(
          program.get(),
          Workplace.folder("terraform"),
          target.resolve("mirror"),
          variables,
          provider);
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
