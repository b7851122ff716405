package dev.coffer.it.container;

import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.AlreadyExists;
import dev.coffer.server.problem.DeviceConflict;
import dev.coffer.server.problem.EnvelopeRefused;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.problem.RateLimited;
import dev.coffer.server.problem.RecipientsConflict;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.problem.SignInRefused;
import dev.coffer.server.problem.VaultException;
import dev.coffer.server.problem.VersionConflict;
import java.time.Duration;
import java.util.List;

/** One refusal of every kind that there is. */
final class Refusals {
  private Refusals() {}

  static List<VaultException> oneOfEach() {
    return List.of(
        AccessRefused.forbidden("of this test"),
        new AlreadyExists("of this test"),
        DeviceConflict.revoked(),
        new EnvelopeRefused("of this test"),
        FormatConflict.otherFormat("lpm"),
        new NotFound("vault"),
        new RateLimited(Duration.ofSeconds(1)),
        new RecipientsConflict("of this test"),
        RequestMalformed.request("of this test"),
        SignInRefused.notSignedIn(),
        VersionConflict.mismatch(1, 2));
  }
}
