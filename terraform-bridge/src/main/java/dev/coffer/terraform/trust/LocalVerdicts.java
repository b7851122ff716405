package dev.coffer.terraform.trust;

import dev.coffer.protocol.Malformed;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Verdicts;
import java.util.List;
import java.util.function.Function;

/** Verdicts by the client library; a judgement needs neither session nor server. */
public final class LocalVerdicts implements Verdicts {
  private final Function<VaultPlace, List<String>> standing;

  public LocalVerdicts(Function<VaultPlace, List<String>> standing) {
    this.standing = standing;
  }

  @Override
  public List<String> standing(VaultPlace place) {
    return standing.apply(place);
  }

  @Override
  public Verdict judge(Run run, Measure measure) {
    try {
      return Trial.judge(run, measure);
    } catch (Malformed e) {
      throw new Declined(
          Declined.Reason.REFUSED,
          e.getMessage(),
          "claims are JSON, as jsonencode writes it; policies are texts of coffer_oidc_policy");
    }
  }
}
