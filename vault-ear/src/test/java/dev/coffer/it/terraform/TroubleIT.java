package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.hostile.LyingServer;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.hostile.LyingServer.Told;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.KeptHost;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong around an apply leaves nothing that the next one cannot finish, and a person is
 * told what to do.
 */
final class TroubleIT extends ProviderCase {
  private static final String SECRET = "s3cret-" + Workplace.random();
  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  /** Ends the provider at the first change that it asks the server for, if it does. */
  private static final class Murder implements LyingServer.Lie {
    private final Workshop workshop;
    private final boolean afterTheFact;
    private final AtomicInteger killed = new AtomicInteger();

    /**
     * @param afterTheFact whether the server has made the change by then
     */
    Murder(Workshop workshop, boolean afterTheFact) {
      this.workshop = workshop;
      this.afterTheFact = afterTheFact;
    }

    private boolean isDue(Asked asked) {
      return !asked.method().equals("GET") && killed.compareAndSet(0, 1);
    }

    private void kill() {
      try {
        workshop.killProvider();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Optional<Told> instead(Asked asked) {
      if (afterTheFact || !isDue(asked)) {
        return Optional.empty();
      }
      kill();
      return Optional.of(new Told(503, "", Optional.empty(), false));
    }

    @Override
    public Told told(Asked asked, Told honest) {
      if (afterTheFact && honest.status() / 100 == 2 && isDue(asked)) {
        kill();
      }
      return honest;
    }

    boolean happened() {
      return killed.get() > 0;
    }
  }

  private List<Block> everything(Path link) {
    return List.of(
        organisation(),
        vault(),
        rules("port"),
        secret("key", "API_KEY", SECRET),
        resource(
            "coffer_membership", "bob", Map.of("role", "reader", "link_file", link.toString())));
  }

  /** Kills at one change after the other, until an apply has none left; how often. */
  private static int killAtEach(Workshop workshop, LyingServer between, boolean afterTheFact)
      throws Exception {
    for (int kills = 0; ; kills++) {
      Murder murder = new Murder(workshop, afterTheFact);
      between.tells(murder);
      Outcome outcome = workshop.apply();
      if (!murder.happened()) {
        assertThat(outcome.errors()).isEmpty();
        return kills;
      }
      assertThat(outcome.errors()).isNotEmpty();
    }
  }

  @Test
  void aProviderKilledOnceTheServerHasMadeAChange_isFinishedByTheNextApply() throws Exception {
    try (LyingServer between = new LyingServer(Running.H2.server().uri());
        KeptHost process = Terraforming.newHost()) {
      Teammate anna = Teammate.of(Running.H2, "anna", between.uri());
      Path link = Workplace.folder("links").resolve("bob");
      Workshop workshop = TERRAFORM.own(process, anna, Map.of("organization", acme));
      workshop.write(everything(link));
      assertThat(killAtEach(workshop, between, true)).isEqualTo(5);
      between.tellsTheTruth();
      isSettled(workshop);
      assertThat(workshop.state("coffer_vault.web")).containsEntry("name", "Web");
      assertThat(Files.readString(link))
          .startsWith(between.uri().toString())
          .doesNotContain("unfinished");
      assertThat(anna.run("org", "show", acme).split("reader", -1)).as("invitations").hasSize(2);
      checkOut(anna.machine(), workshop);
      assertThat(value(anna, "API_KEY")).isEqualTo(SECRET);
      assertThat(workshop.everything()).doesNotContain(SECRET);
    }
  }

  @Test
  void aProviderKilledBeforeTheServerHears_isFinishedByTheNextApply() throws Exception {
    try (LyingServer between = new LyingServer(Running.H2.server().uri());
        KeptHost process = Terraforming.newHost()) {
      Teammate anna = Teammate.of(Running.H2, "anna", between.uri());
      anna.run("org", "create", acme);
      Workshop workshop = TERRAFORM.own(process, anna, Map.of("organization", acme));
      workshop.write(List.of(vault(), secret("key", "API_KEY", SECRET)));
      Murder murder = new Murder(workshop, false);
      between.tells(murder);
      assertThat(workshop.apply().errors()).isNotEmpty();
      assertThat(murder.happened()).isTrue();
      assertThat(anna.run("list-remote", "--org", acme)).doesNotContain("web");
      between.tellsTheTruth();
      settles(workshop, "+2 ~0 -0");
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void aProviderOfTheRealProgram_killedInMidApply(Driver driver) throws Exception {
    try (LyingServer between = new LyingServer(Running.H2.server().uri())) {
      Teammate anna = Teammate.of(Running.H2, "anna", between.uri());
      anna.run("org", "create", acme);
      Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
      workshop.write(List.of(vault(), rules("port")));
      Murder murder = new Murder(workshop, true);
      between.tells(murder);
      assertThat(workshop.apply().errors()).isNotEmpty();
      assertThat(murder.happened()).isTrue();
      between.tellsTheTruth();
      settles(workshop, "+2 ~0 -0");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aServerThatIsDown_isSaidSoAtOnce_andNothingChanges(Driver driver) throws Exception {
    LyingServer between = new LyingServer(Running.H2.server().uri());
    Teammate anna = Teammate.of(Running.H2, "anna", between.uri());
    between.close();
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of());
    workshop.write(List.of(vault()));
    long begin = System.nanoTime();
    Outcome outcome = workshop.apply();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
    refuses(outcome, between.uri() + " does not answer. is the server up");
    isUnknown(workshop, "coffer_vault.web");
  }

  private static void isUnknown(Workshop workshop, String address) {
    assertThatThrownBy(() -> workshop.state(address))
        .isInstanceOfAny(AssertionError.class, NoSuchFileException.class);
  }

  /** Takes requests and hangs up. */
  private static final class Silence implements LyingServer.Lie {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Optional<Told> instead(Asked request) {
      asked.incrementAndGet();
      throw new UncheckedIOException(new HttpTimeoutException("silent"));
    }
  }

  @Test
  void aServerThatIsGoneInMidApply_isAskedOnce_andTheNextApplyFinishes() throws Exception {
    try (LyingServer between = new LyingServer(Running.H2.server().uri())) {
      Teammate anna = Teammate.of(Running.H2, "anna", between.uri());
      anna.run("org", "create", acme);
      Workshop workshop = TERRAFORM.workshop(Terraforming.OWN, anna, Map.of("organization", acme));
      workshop.write(List.of(vault()));
      applies(workshop, "+1 ~0 -0");
      Silence silence = new Silence();
      between.tells(silence);
      List<Block> many = new ArrayList<>(List.of(vault().with("name", "Shop")));
      for (int i = 0; i < 8; i++) {
        many.add(vault("more" + i));
      }
      workshop.write(many);
      Outcome outcome = workshop.apply();
      assertThat(outcome.errors()).hasSizeGreaterThan(8);
      assertThat(outcome.errors()).allMatch(error -> error.contains("does not answer"));
      assertThat(silence.asked.get()).as("one request, which the JDK may repeat").isLessThan(3);
      between.tellsTheTruth();
      settles(workshop, "+8 ~1 -0");
    }
  }
}
