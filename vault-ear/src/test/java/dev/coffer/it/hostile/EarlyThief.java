package dev.coffer.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.hostile.LyingServer.Lie;
import dev.coffer.it.hostile.LyingServer.Told;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Machine.Call;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import dev.coffer.protocol.wire.organisation.InvitationReveal;
import dev.coffer.protocol.wire.organisation.InvitationView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server has read the link before who was invited uses it, and accepts it in that name with a
 * device of its own. Both people see this very event, so the codes that they compare agree: only
 * who was invited can notice that it never made it.
 */
final class EarlyThief implements Attack {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public String title() {
    return "read the link and join first, so that both see one event and one code";
  }

  @Override
  public String defence() {
    return "who was invited goes on only when every device that the event names is its own, and is told to compare no code";
  }

  @Override
  public boolean leavesAFork() {
    return true;
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    Teammate dave = Teammate.of(Running.H2, "dave", scene.server.uri());
    Acceptance lie = new Acceptance(scene, dave, scene.anna.invites(scene.acme));
    scene.server.tells(lie);
    try {
      Call confirming =
          scene.anna.machine().begin("org", "confirm", dave.account(), "--org", scene.acme);
      Eventually.holds("anna sees a code", PATIENCE, () -> confirming.output().contains("\n"));
      Call joining = dave.machine().begin("org", "join", "--stdin");
      OutputStream typing = joining.process().getOutputStream();
      typing.write((lie.link + "\n").getBytes(StandardCharsets.UTF_8));
      typing.flush();
      Eventually.holds(
          "dave sees a code, or why there is none",
          PATIENCE,
          () -> !joining.process().isAlive() || joining.output().contains("\n"));
      // Each types what the other reads out: a code, if there is one.
      String code = joining.output().lines().findFirst().orElse("");
      confirming.type(code + "\n");
      Said confirmed = confirming.end();
      if (joining.process().isAlive()) {
        joining.type(code + "\n");
      }
      Said joined = joining.end();
      assertThat(lie.confirmed()).as(confirmed + " " + joined).isFalse();
      assertThat(joined.talk()).contains("in your name");
      return joined;
    } finally {
      scene.server.tellsTheTruth();
    }
  }

  /** The chain that goes on with the server's own acceptance, and everything that follows. */
  private static final class Acceptance implements Lie {
    private final Scene scene;
    private final String account;
    private final String name;
    private final String link;
    private List<String> events = List.of();
    private Optional<String> nonce = Optional.empty();
    private boolean confirmed;

    Acceptance(Scene scene, Teammate invited, String link) throws Exception {
      this.scene = scene;
      this.account =
          JsonParser.parseString(invited.run("whoami", "--json"))
              .getAsJsonObject()
              .get("accountId")
              .getAsString();
      this.name = invited.account();
      this.link = link;
    }

    synchronized boolean confirmed() {
      return confirmed;
    }

    @Override
    public synchronized Optional<Told> instead(Asked asked) {
      try {
        if (asked.is("GET", "/chain?from=") && asked.path().contains("/orgs/")) {
          return scene.page(asked, events(asked));
        }
        if (asked.is("POST", "/chain")) {
          return Optional.of(appended(asked));
        }
        if (asked.is("PUT", "/reveal")) {
          nonce = Optional.of(Scene.JSON.fromJson(asked.body(), InvitationReveal.class).nonce());
        }
        return asked.path().contains("/invitations/") ? Optional.of(joined()) : Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private List<String> events(Asked asked) throws IOException {
      if (events.isEmpty()) {
        List<String> honest = scene.events(asked);
        events = new ArrayList<>(honest);
        InvitationLink stolen = InvitationLink.parse(link);
        events.add(MembershipLinks.accepted(scene.liar, honest, stolen, account, name));
      }
      return events;
    }

    private Told appended(Asked asked) {
      events.add(Scene.JSON.fromJson(asked.body(), AppendMembership.class).event());
      confirmed = true;
      return new Told(201, "{}", Optional.empty(), false);
    }

    private Told joined() {
      String id = InvitationLink.parse(link).invitation();
      InvitationView view = new InvitationView(id, "joined", nonce.orElse(null));
      return new Told(200, Scene.JSON.toJson(view), Optional.empty(), true);
    }
  }
}
