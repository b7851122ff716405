package dev.coffer.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestMember;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.io.IOException;

/** The rows about what is only read. */
record ReadingTrials(Cast cast) {

  /** Reads the chain, which names the members, and the vaults' names. */
  final class Looking implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      TestMember member = cast.member(kind);
      SharedVault vault = cast.vault();
      MembershipPage page = member.get("/chain").require(200).as(MembershipPage.class);
      Membership chain =
          Membership.empty().appendAll(page.events().stream().map(SignedNote::parse).toList());
      assertThat(chain.member(member.account()).orElseThrow())
          .returns(kind.role(), Member::role)
          .returns(kind.access(), Member::access);
      assertThat(member.get("").require(200).as(OrganisationView.class))
          .returns(kind.role().text(), OrganisationView::role)
          .returns("active", OrganisationView::status);
      assertThat(member.get("/vaults").require(200).as(VaultList.class).vaults())
          .extracting(VaultSummary::vaultId)
          .contains(vault.id().value());
    }
  }

  /** Reads the organisation's audit log, and one vault's part of it. */
  final class Auditing implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      for (String log : logs(vault)) {
        AuditPage page = cast.member(kind).get(log).require(200).as(AuditPage.class);
        assertThat(page.entries().get(0).action()).isEqualTo("share");
      }
    }

    @Override
    public void refused(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      for (String log : logs(vault)) {
        cast.refusesRole(vault, () -> cast.member(kind).get(log));
      }
    }

    private static String[] logs(SharedVault vault) {
      return new String[] {"/audit", "/vaults/" + vault.id() + "/audit"};
    }
  }
}
