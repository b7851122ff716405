package dev.coffer.it.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.bridge.RunningBridge;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.terraform.kit.KeptHost;
import dev.coffer.terraform.kit.PluginHost;
import dev.coffer.terraform.kit.TerraformWorkshop;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.protocol.ProtocolWorkshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What can drive the provider on this machine, for one class of cases: the kit's own host, with one
 * provider process for all of them, and each real program that is on the path, with one
 * installation and one archive of loaded classes for all of them. Says in the end which ran.
 *
 * <p>Cases run through the kit's own host, which starts in no time, and one whole life of a
 * configuration through the real programs; all cases through all with {@code
 * -Dcoffer.terraform.cases=all}.
 */
final class Terraforming implements BeforeAllCallback, AfterAllCallback {
  private static final Map<String, String> VARIABLES = Map.of("COFFER_KEYCHAIN", "file");
  private static final String ALL = "all";

  private final Set<String> ran = new ConcurrentSkipListSet<>();
  private final List<KeptHost> others = new ArrayList<>();
  private KeptHost host;
  private Path shared;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    host = newHost();
    shared = Workplace.folder("terraform-shared");
  }

  /** A provider process of its own, for what one process cannot show. */
  static KeptHost newHost() {
    return newHost(Map.of());
  }

  /** The same with more environment variables. */
  static KeptHost newHost(Map<String, String> more) {
    Map<String, String> variables = new TreeMap<>(VARIABLES);
    variables.putAll(more);
    return new KeptHost(PluginHost.packed(target()), variables);
  }

  /** Those that every case runs through. */
  static Stream<Driver> drivers() {
    return System.getProperty("coffer.terraform.cases", "").equals(ALL)
        ? Stream.concat(Stream.of(OWN), real())
        : Stream.of(OWN);
  }

  /** The real ones that are installed; none, perhaps. */
  static Stream<Driver> real() {
    return TerraformWorkshop.installed().stream().map(Real::new);
  }

  /** A way to drive the provider. */
  sealed interface Driver {}

  /** The kit's own host of the plugin protocol. */
  static final Driver OWN = new Own();

  private record Own() implements Driver {
    @Override
    public String toString() {
      return "the test kit's own host";
    }
  }

  /** A program that a person runs. */
  private record Real(Path program) implements Driver {
    @Override
    public String toString() {
      return program.toString();
    }
  }

  /** A workshop of {@code who}, with {@code settings} in its provider block. */
  Workshop workshop(Driver driver, Teammate who, Map<String, Object> settings) throws Exception {
    return workshop(driver, block(who, settings));
  }

  /** A workshop whose provider has {@code bridge} do everything. */
  Workshop bridged(Driver driver, RunningBridge bridge, Map<String, Object> settings)
      throws Exception {
    Map<String, Object> provider = new TreeMap<>(settings);
    provider.put("bridge", bridge.address().toString());
    provider.put("bridge_token_file", bridge.tokenFile().toString());
    return workshop(driver, provider);
  }

  private Workshop workshop(Driver driver, Map<String, Object> block) throws Exception {
    return driver instanceof Real real ? real(real.program(), Map.of(), block) : own(host, block);
  }

  /**
   * A workshop of nobody.
   *
   * @param variables of its environment
   * @param block the provider block
   */
  Workshop workshop(Driver driver, Map<String, String> variables, Map<String, Object> block)
      throws Exception {
    if (driver instanceof Real real) {
      return real(real.program(), variables, block);
    }
    KeptHost process = newHost(variables);
    others.add(process);
    return own(process, block);
  }

  /** The same by a provider process that only this workshop uses. */
  Workshop own(KeptHost process, Teammate who, Map<String, Object> settings) {
    return own(process, block(who, settings));
  }

  private Workshop own(KeptHost process, Map<String, Object> block) {
    ran.add(OWN.toString());
    return new ProtocolWorkshop(process, block);
  }

  private Workshop real(Path program, Map<String, String> more, Map<String, Object> block)
      throws Exception {
    Map<String, String> variables = new TreeMap<>(VARIABLES);
    variables.putAll(more);
    variables.put("TF_PLUGIN_CACHE_DIR", folder("plugins"));
    variables.put("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "1");
    variables.put("XDG_CACHE_HOME", folder("archives"));
    variables.put("COFFER_CACHE", "now");
    Workshop workshop =
        new TerraformWorkshop(
            program, Workplace.folder("terraform"), target().resolve("mirror"), variables, block);
    ran.add(TerraformWorkshop.version(program) + " (" + program + ")");
    return workshop;
  }

  private String folder(String name) throws Exception {
    return Files.createDirectories(shared.resolve(name)).toString();
  }

  private static Map<String, Object> block(Teammate who, Map<String, Object> settings) {
    Map<String, Object> provider = new TreeMap<>(settings);
    provider.put("home", who.machine().home().toString());
    return provider;
  }

  private static Path target() {
    Path ear = Workplace.installation().getParent().getParent().getParent();
    return ear.resolveSibling("terraform-bridge").resolve("target");
  }

  /** Ends the provider, which has to end well, and reports. */
  @Override
  @SuppressForbidden("report entries reach no report of Maven's; what is printed does")
  public void afterAll(ExtensionContext context) throws Exception {
    assertThat(ran).as("what the provider was driven by").isNotEmpty();
    String report = context.getDisplayName() + " ran through " + String.join(" and ", ran);
    if (real().findAny().isEmpty()) {
      report += "; neither terraform nor tofu is on the path";
    }
    context.publishReportEntry("terraform", report);
    System.out.println(report);
    host.close();
    for (KeptHost other : others) {
      other.close();
    }
  }
}
