package dev.coffer.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Machine.Call;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipLink;
import dev.coffer.protocol.note.SignedNote;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The server has read the link, say in the mail, and accepts it with a device of its own under the
 * name of who was invited.
 */
final class SubstitutedKeyAtJoin implements Attack {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public String title() {
    return "read the link and join with a key of its own in the other's name";
  }

  @Override
  public String defence() {
    return "the codes differ: keys and nonces were fixed on each side before either could know the code (1 guess in 10⁸)";
  }

  @Override
  public boolean leavesAFork() {
    return true;
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    Teammate dave = Teammate.of(Running.H2, "dave", scene.server.uri());
    String link = scene.anna.invites(scene.acme);
    InvitationLink stolen = InvitationLink.parse(link);
    Call joining = dave.machine().begin("org", "join", "--stdin");
    OutputStream typing = joining.process().getOutputStream();
    typing.write((link + "\n").getBytes(StandardCharsets.UTF_8));
    typing.flush();
    Eventually.holds("dave waits", PATIENCE, () -> joining.talk().contains("waiting"));
    scene.server.tells(
        scene.aboutTheChain(
            honest ->
                MembershipLinks.isBy(honest, dave.account())
                    ? swapped(scene, stolen, honest)
                    : honest));
    try {
      Call confirming =
          scene.anna.machine().begin("org", "confirm", dave.account(), "--org", scene.acme);
      Eventually.holds("anna sees a code", PATIENCE, () -> confirming.output().contains("\n"));
      scene.server.tellsTheTruth();
      Eventually.holds("dave sees a code", PATIENCE, () -> joining.output().contains("\n"));
      String annas = confirming.output().lines().findFirst().orElseThrow();
      String daves = joining.output().lines().findFirst().orElseThrow();
      assertThat(daves).isNotEqualTo(annas);
      typing.write((annas + "\n").getBytes(StandardCharsets.UTF_8));
      typing.close();
      confirming.type(daves + "\n");
      Said joined = joining.end();
      assertThat(joined.status()).as(joined.toString()).isEqualTo(6);
      return confirming.end();
    } finally {
      scene.server.tellsTheTruth();
    }
  }

  private static List<String> swapped(Scene scene, InvitationLink stolen, List<String> honest) {
    List<String> other = new ArrayList<>(honest.subList(0, honest.size() - 1));
    Joined joined =
        (Joined)
            MembershipLink.parse(SignedNote.parse(honest.get(honest.size() - 1)).text()).event();
    other.add(
        MembershipLinks.accepted(scene.liar, other, stolen, joined.account(), joined.member()));
    return other;
  }
}
