package dev.coffer.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestMember;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import java.io.IOException;
import java.util.Map;

/** The rows about vaults. Whoever tries something knows every key and signs well. */
record VaultTrials(Cast cast) {
  private static final Map<String, Map<String, String>> STAGING =
      Map.of("staging", Map.of("KEY", "changed"));
  private static final Map<String, Map<String, String>> PRODUCTION =
      Map.of("production", Map.of("KEY", "changed"));

  /** Pulls, and reads the history. */
  final class Pulling implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      TestMember member = cast.member(kind);
      SharedVault vault = cast.vault();
      PulledVault pulled = pulled(member, vault);
      for (String environment : new String[] {"default", "production", "staging"}) {
        assertThat(vault.opened(pulled, member, environment))
            .containsEntry("KEY", "of " + environment);
      }
      requireHistory(member, vault);
    }

    @Override
    public void partly(Kind kind, String mark) throws IOException {
      assertThat(mark).isEqualTo("granted environments");
      TestMember member = cast.member(kind);
      SharedVault vault = cast.vault();
      PulledVault pulled = pulled(member, vault);
      assertThat(pulled.wrappedKey()).isNull();
      assertThat(vault.unwrappable(pulled, member)).isEqualTo(kind.readable());
      WrappedKeyList keys =
          member.api().get(vault.path() + "/keys").require(200).as(WrappedKeyList.class);
      assertThat(keys.wrappedKey()).isNull();
      assertThat(keys.environmentKeys()).isEqualTo(pulled.environmentKeys());
      requireHistory(member, vault);
      PulledVault older =
          member.api().get(vault.route() + "?version=1").require(200).as(PulledVault.class);
      assertThat(older.wrappedKey()).isNull();
      assertThat(vault.unwrappable(older, member)).isEqualTo(kind.readable());
    }

    private void requireHistory(TestMember member, SharedVault vault) throws IOException {
      vault.push(cast.owner(), STAGING);
      VersionPage page =
          member.api().get(vault.path() + "/versions").require(200).as(VersionPage.class);
      assertThat(page.versions()).hasSize(2);
      assertThat(
              member
                  .api()
                  .get(vault.route() + "?version=1")
                  .require(200)
                  .as(PulledVault.class)
                  .headVersion())
          .isEqualTo(2);
    }
  }

  /** Pushes onto what is there. */
  final class Pushing implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      vault.push(cast.member(kind), PRODUCTION);
      assertThat(pulled(cast.owner(), vault).version()).isEqualTo(2);
    }

    @Override
    public void refused(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      TestMember member = cast.member(kind);
      refusesPush(vault, member, vault.seal(member, STAGING));
      refusesPush(vault, member, vault.seal(member, PRODUCTION));
      refusesPush(vault, member, vault.seal(member, Map.of()));
    }

    @Override
    public void partly(Kind kind, String mark) throws IOException {
      assertThat(mark).isEqualTo("environments granted with `--write`");
      SharedVault vault = cast.vault();
      TestMember member = cast.member(kind);
      vault.push(member, STAGING);
      assertThat(pulled(cast.owner(), vault).version()).isEqualTo(2);
      for (String environment : new String[] {"default", "production", "added"}) {
        refusesPush(
            vault, member, vault.seal(member, Map.of(environment, Map.of("KEY", "changed"))));
      }
      refusesPush(vault, member, vault.seal(member, Map.of("production", Map.of())));
      refusesPush(
          vault,
          member,
          vault.seal(member, Map.of("staging", Map.of("KEY", "again"), "default", Map.of())));
    }
  }

  /** Says with a push what concerns the whole vault. */
  final class Describing implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      PushVault push = described(vault.seal(cast.member(kind), STAGING), kind.column());
      cast.member(kind).api().post(vault.route(), push).require(200);
      PulledVault pulled = pulled(cast.owner(), vault);
      assertThat(pulled.name()).isEqualTo(kind.column());
      assertThat(pulled.schema()).isEqualTo(push.schema());
    }

    @Override
    public void refused(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      PushVault before = described(vault.seal(cast.owner(), STAGING), "of the owner");
      cast.owner().api().post(vault.route(), before).require(200);
      vault.accept(before);
      TestMember member = cast.member(kind);
      PushVault push = described(vault.seal(member, STAGING), "of another");
      boolean pushes = kind == Kind.LIMITED_DEVELOPER;
      if (pushes) {
        member.api().post(vault.route(), push).require(200);
      } else {
        refusesPush(vault, member, push);
      }
      PulledVault pulled = pulled(cast.owner(), vault);
      assertThat(pulled.version()).isEqualTo(pushes ? 3 : 2);
      assertThat(pulled.name()).isEqualTo("of the owner");
      assertThat(pulled.schema()).isEqualTo(before.schema());
    }

    private static PushVault described(PushVault push, String name) {
      Map<String, Object> schema = Map.of("vars", Map.of("KEY", Map.of("description", name)));
      return new PushVault(
          push.encryptedBlob(),
          push.wrappedKey(),
          push.expectedVersion(),
          push.force(),
          name,
          schema,
          push.format(),
          push.wrappedKeys());
    }
  }

  /** Starts an epoch, and gives a key to somebody else's device. */
  final class Sharing implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      TestMember member = cast.member(kind);
      SharedVault vault = cast.vault();
      vault.rotate();
      vault.push(member, STAGING);
      PulledVault pulled = pulled(cast.member(Kind.READER), vault);
      assertThat(vault.opened(pulled, cast.member(Kind.READER), "staging"))
          .containsEntry("KEY", "changed");
      TestMember newcomer = cast.organisation().member(Role.READER);
      AddWrappedKeys keys = vault.keys(member, Recipient.ofVault(newcomer.keyId()));
      member.api().post(vault.path() + "/keys", keys).require(200);
      assertThat(vault.opened(pulled(newcomer, vault), newcomer, "staging"))
          .containsEntry("KEY", "changed");
    }

    @Override
    public void refused(Kind kind) throws IOException {
      TestMember member = cast.member(kind);
      SharedVault vault = cast.vault();
      TestMember newcomer = cast.organisation().member(Role.READER);
      for (Recipient recipient :
          new Recipient[] {
            Recipient.ofVault(newcomer.keyId()),
            new Recipient(newcomer.keyId(), KeyScope.parse("environment staging"))
          }) {
        AddWrappedKeys keys = vault.keys(member, recipient);
        cast.refusesRole(vault, () -> member.api().post(vault.path() + "/keys", keys));
      }
      vault.rotate();
      refusesPush(vault, member, vault.seal(member, STAGING));
    }
  }

  /** Makes the organisation a vault. */
  final class Adding implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      SharedVault vault = SharedVault.draft(cast.organisation());
      TestMember member = cast.member(kind);
      PushReceipt receipt =
          member
              .api()
              .post(vault.route(), vault.seal(member, STAGING))
              .require(200)
              .as(PushReceipt.class);
      assertThat(receipt.status()).isEqualTo("created");
      cast.owner().api().get(vault.route()).require(200);
    }

    @Override
    public void refused(Kind kind) throws IOException {
      SharedVault there = cast.vault();
      SharedVault vault = SharedVault.draft(cast.organisation());
      TestMember member = cast.member(kind);
      PushVault push = vault.seal(member, STAGING);
      cast.refusesRole(there, () -> member.api().post(vault.route(), push));
      cast.owner().api().get(vault.route()).require(404);
    }
  }

  /** Takes a vault away. */
  final class Unsharing implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      cast.member(kind).api().delete(vault.path()).require(200);
      cast.owner().api().get(vault.route()).require(404);
    }

    @Override
    public void refused(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      cast.refusesRole(vault, () -> cast.member(kind).api().delete(vault.path()));
      cast.owner().api().get(vault.route()).require(200);
    }
  }

  private void refusesPush(SharedVault vault, TestMember member, PushVault push)
      throws IOException {
    cast.refusesRole(vault, () -> member.api().post(vault.route(), push));
  }

  private static PulledVault pulled(TestMember member, SharedVault vault) throws IOException {
    Answer answer = member.api().get(vault.route()).require(200);
    return answer.as(PulledVault.class);
  }
}
