package dev.coffer.client.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.lpm.LpmPayload;
import dev.coffer.client.crypto.lpm.LpmSealed;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.payload.PayloadRules.Prepared;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LpmRulesTest {
  private static final VaultId VAULT = new VaultId("shop");
  private static final VaultContents CONTENTS =
      VaultContents.EMPTY.with(EnvironmentName.DEFAULT, Map.of("KEY", "value"));

  private final SecureRandom random = new SecureRandom();
  private final LpmWrappingKey key = LpmWrappingKey.generate(random);
  private final Consent consent = new Consent();
  private final LpmRules rules = new LpmRules(VAULT, Optional.empty(), () -> key, consent, random);
  private final LocalVault nothing = LocalVault.fresh(VAULT);

  /** What a person says when asked, and what they were shown. */
  private static final class Consent implements LpmRules.LegacyKey {
    Optional<LpmWrappingKey> key = Optional.empty();
    boolean agrees;
    final List<VaultContents> shown = new ArrayList<>();

    @Override
    public Optional<LpmWrappingKey> key() {
      return key;
    }

    @Override
    public boolean accepts(VaultContents contents) {
      shown.add(contents);
      return agrees;
    }
  }

  private static Pulled pulled(String vault, LpmSealed sealed, Integer version, String format) {
    return new Pulled(
        new PulledVault(
            vault,
            sealed.encryptedBlob(),
            sealed.wrappedKey(),
            version,
            version,
            format,
            List.of(),
            null,
            null,
            null),
        "\"tag\"");
  }

  private LpmSealed sealed(LpmWrappingKey under) {
    return new LpmPayload(random).seal(under, CONTENTS.environments());
  }

  private void refuses(Pulled pulled, LocalVault local, String message) {
    assertThatThrownBy(() -> rules.accept(local, pulled))
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining(message);
  }

  @Test
  void prepare_thenAccept_isTheSame() {
    Prepared prepared = rules.prepare(nothing, CONTENTS, false);
    LpmSealed sent = new LpmSealed(prepared.push().encryptedBlob(), prepared.push().wrappedKey());
    assertThat(prepared.push().expectedVersion()).isNull();
    AcceptedVersion accepted = rules.accept(nothing, pulled("shop", sent, 1, "lpm"));
    assertThat(accepted.contents()).isEqualTo(CONTENTS);
    assertThat(accepted.version()).isEqualTo(1);
    Prepared next = rules.prepare(nothing.at(accepted), CONTENTS, false);
    assertThat(next.push().expectedVersion()).isEqualTo(1);
    assertThat(next.push().encryptedBlob()).isNotEqualTo(sent.encryptedBlob());
  }

  @Test
  void accept_withoutWhatAnOldServerLeavesOut_isRead() {
    Pulled old = pulled(null, sealed(key), 3, null);
    assertThat(rules.accept(nothing, old).contents()).isEqualTo(CONTENTS);
  }

  @Test
  void accept_incompleteOrForeign_isRefused() {
    refuses(pulled("shop", new LpmSealed(null, "x"), 1, "lpm"), nothing, "no vault");
    refuses(pulled("shop", new LpmSealed("x", null), 1, "lpm"), nothing, "no vault");
    refuses(pulled("shop", sealed(key), null, "lpm"), nothing, "no vault");
    refuses(pulled("bank", sealed(key), 1, "lpm"), nothing, "another vault");
    assertThatThrownBy(() -> rules.accept(nothing, pulled("shop", sealed(key), 1, "coffer/1")))
        .isInstanceOf(ClientException.Conflict.class);
  }

  @Test
  void accept_lowerVersion_isRefused() {
    LocalVault local = nothing.at(rules.accept(nothing, pulled("shop", sealed(key), 5, "lpm")));
    refuses(pulled("shop", sealed(key), 4, "lpm"), local, "version 4, but version 5 exists");
  }

  @Test
  void accept_anotherKey_isRefusedAndTellsOfBothWays() {
    Pulled foreign = pulled("shop", sealed(LpmWrappingKey.generate(random)), 1, "lpm");
    assertThatThrownBy(() -> rules.accept(nothing, foreign))
        .isInstanceOf(ClientException.Tampered.class)
        .satisfies(
            e ->
                assertThat(((ClientException) e).hint().orElseThrow())
                    .contains("--allow-legacy-key"));
    assertThat(consent.shown).isEmpty();
  }

  @Test
  void prepare_malformedSchema_warnsAndGoesOnWithoutIt(@TempDir Path folder) throws IOException {
    List<String> warnings = new ArrayList<>();
    Path file = folder.resolve("lpm.json");
    Files.writeString(file, "{\"vault\":\"shop\",\"envSchema\":{\"vars\":{\"A\":7}}}");
    LpmRules inProject =
        new LpmRules(VAULT, ProjectFile.find(folder, warnings::add), () -> key, consent, random);
    assertThat(inProject.prepare(nothing, CONTENTS, false).push().schema()).isNull();
    assertThat(warnings)
        .containsExactly(file + ": $.envSchema.vars.A is not an object; pushed without the schema");
    Files.writeString(file, "{\"vault\":\"shop\",\"envSchema\":{\"vars\":{\"A\":{}}}}");
    assertThat(inProject.prepare(nothing, CONTENTS, false).push().schema())
        .containsKey("envSchema");
  }

  /** A vault of an old release, under a key that its server knows. */
  @Nested
  class UnderTheLegacyKey {
    private final LpmWrappingKey legacy = LpmWrappingKey.legacy("a bearer");
    private final Pulled old = pulled("shop", sealed(legacy), 1, "lpm");

    @Test
    void notAskedFor_isNotTried() {
      refuses(old, nothing, "does not open with this machine's lpm key");
      assertThat(consent.shown).isEmpty();
    }

    @Test
    void declined_isShownAndNotTaken() {
      consent.key = Optional.of(legacy);
      assertThatThrownBy(() -> rules.accept(nothing, old))
          .isInstanceOf(ClientException.Failed.class)
          .hasMessageContaining("not taken over");
      assertThat(consent.shown).containsExactly(CONTENTS);
    }

    @Test
    void agreed_isShownThenTaken_andSealedUnderTheOwnKeyNext() {
      consent.key = Optional.of(legacy);
      consent.agrees = true;
      AcceptedVersion accepted = rules.accept(nothing, old);
      assertThat(consent.shown).containsExactly(CONTENTS);
      assertThat(accepted.contents()).isEqualTo(CONTENTS);
      Prepared next = rules.prepare(nothing.at(accepted), CONTENTS, false);
      LpmSealed sent = new LpmSealed(next.push().encryptedBlob(), next.push().wrappedKey());
      assertThat(new LpmPayload(random).open(key, sent)).isEqualTo(CONTENTS.environments());
    }

    @Test
    void ofAnotherBearer_isRefusedWithoutAsking() {
      consent.key = Optional.of(LpmWrappingKey.legacy("another bearer"));
      consent.agrees = true;
      refuses(old, nothing, "neither with the lpm key nor the legacy key");
      assertThat(consent.shown).isEmpty();
    }

    @Test
    void ownKeyOpensIt_isNotAskedAbout() {
      consent.key = Optional.of(legacy);
      rules.accept(nothing, pulled("shop", sealed(key), 1, "lpm"));
      assertThat(consent.shown).isEmpty();
    }
  }
}
