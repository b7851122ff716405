package dev.coffer.terraform;

import dev.coffer.terraform.environmentschema.EnvironmentSchemaResource;
import dev.coffer.terraform.member.GrantResource;
import dev.coffer.terraform.member.MembershipResource;
import dev.coffer.terraform.organisation.OrganisationResource;
import dev.coffer.terraform.policy.PolicyResource;
import dev.coffer.terraform.policy.VerdictSource;
import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.secret.SecretResource;
import dev.coffer.terraform.secret.SecretsEphemeral;
import dev.coffer.terraform.vault.VaultResource;
import java.time.Clock;
import java.util.List;

/** The types that the provider has. */
public final class Types {
  private Types() {}

  public static Catalogue catalogue() {
    return Catalogue.of(
        List.of(
            new VaultResource(),
            new EnvironmentSchemaResource(),
            new OrganisationResource(),
            new MembershipResource(),
            new GrantResource(),
            new SecretResource(),
            new PolicyResource()),
        List.of(new VerdictSource(Clock.systemUTC())),
        List.of(new SecretsEphemeral()));
  }
}
