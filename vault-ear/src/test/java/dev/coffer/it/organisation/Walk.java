package dev.coffer.it.organisation;

import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import java.util.List;
import java.util.Map;

/** Every route of an organisation, tried by somebody who does not belong to it. */
final class Walk {
  static final Map<String, Map<String, String>> CHANGE = Map.of("default", Map.of("KEY", "new"));

  private Walk() {}

  /** What there is to GET below an organisation. */
  static List<String> reads(VaultId vault, String invitation) {
    return List.of(
        "",
        "/chain",
        "/chain?from=1",
        "/audit",
        "/invitations/" + invitation,
        "/vaults",
        "/vaults/" + vault + "/sync",
        "/vaults/" + vault + "/sync?version=1",
        "/vaults/" + vault + "/versions",
        "/vaults/" + vault + "/keys",
        "/vaults/" + vault + "/audit");
  }

  /** Tries everything; each answer has to be 404, with a tag that is known as well. */
  static void assertShutOut(
      TestMember outsider,
      TestOrganisation organisation,
      SharedVault vault,
      TestInvitation invitation)
      throws Exception {
    TestMember owner = organisation.owner();
    String tag = owner.api().get(vault.route()).require(200).header("ETag");
    for (String rest : reads(vault.id(), invitation.id())) {
      outsider.get(rest).require(404);
    }
    Api api = outsider.api();
    api.with("If-None-Match", tag).get(vault.route()).require(404);
    api.post(vault.route(), vault.seal(owner, CHANGE)).require(404);
    api.post(vault.path() + "/keys", vault.keys(owner)).require(404);
    api.delete(vault.path()).require(404);
    outsider.append(new LpmSwitched(true)).require(404);
    organisation.reveal(outsider, invitation).require(404);
    owner.api().get(vault.route()).require(200);
  }
}
