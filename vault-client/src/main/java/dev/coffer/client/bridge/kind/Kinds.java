package dev.coffer.client.bridge.kind;

import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.bridge.kind.member.Grants;
import dev.coffer.client.bridge.kind.member.Memberships;
import dev.coffer.client.bridge.kind.policy.OidcPolicies;
import dev.coffer.client.bridge.kind.policy.Platforms;
import java.util.List;

/** Every resource of the API. */
public final class Kinds {
  private Kinds() {}

  /** Those of the account of {@code workspace}. */
  public static List<Kind> of(Workspace workspace) {
    return List.of(
        new Organisations(workspace),
        new Vaults(workspace),
        new Environments(workspace),
        new EnvironmentSchemas(workspace),
        new Memberships(workspace),
        new Grants(workspace),
        new OidcPolicies(workspace),
        new Platforms(workspace));
  }
}
