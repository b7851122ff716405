package dev.coffer.it.hostile;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.hostile.LyingServer.Told;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.note.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An organisation of the server's own in the place of the one that somebody is invited to. */
final class SubstitutedKeyAtInvite implements Attack {
  @Override
  public String title() {
    return "show who is invited an organisation with keys of its own";
  }

  @Override
  public String defence() {
    return "the link names the organisation's first event and the inviter's device";
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    Teammate dave = Teammate.of(Running.H2, "dave", scene.server.uri());
    String link = scene.anna.invites(scene.acme);
    List<String> forged = List.of(created(scene));
    scene.server.tells(
        new LyingServer.Lie() {
          @Override
          public Optional<Told> instead(Asked asked) {
            try {
              return asked.is("GET", "/chain?from=") && asked.path().contains("/orgs/")
                  ? scene.page(asked, forged)
                  : Optional.empty();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    try {
      return dave.machine().run(link + "\n", "org", "join", "--stdin");
    } finally {
      scene.server.tellsTheTruth();
    }
  }

  private static String created(Scene scene) throws IOException {
    MembershipEvent event =
        new MembershipEvent.Created(
            UUID.fromString(scene.organisation()),
            new OrganisationName(scene.acme),
            "somebody",
            "anna",
            List.of(
                new MembershipEvent.NamedDevice(
                    scene.liar.keys(), new DeviceName("anna's laptop"))));
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String text = Membership.empty().next(event, scene.liar.keyId(), now).text();
    return SignedNote.sign(text, scene.liar).format();
  }
}
