package dev.coffer.it.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vault in format {@code lpm} becomes one in format {@code coffer/1}, and never the reverse. */
final class ConversionIT {
  private static final VaultId ID = new VaultId("v");
  private static final String SYNC = "/api/vaults/v/sync";
  private static final Map<String, String> VARIABLES = Map.of("KEY", "value");

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_envelopeOverTheLpmHead_200AndLpmStaysHistory(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    PushVault lpm = LpmPush.replacing(null);
    person.api().post(SYNC, lpm).require(200);
    LocalVault vault = LocalVault.over(person, ID, lpm.encryptedBlob());
    PushReceipt receipt =
        person.api().post(SYNC, vault.seal(VARIABLES)).require(200).as(PushReceipt.class);
    assertThat(receipt).isEqualTo(new PushReceipt("v", 2, "updated"));
    PulledVault head = person.api().get(SYNC).require(200).as(PulledVault.class);
    assertThat(head.format()).isEqualTo("coffer/1");
    assertThat(vault.opened(head, person.device())).isEqualTo(VARIABLES);
    PulledVault before = person.api().get(SYNC + "?version=1").require(200).as(PulledVault.class);
    assertThat(before.format()).isEqualTo("lpm");
    assertThat(before.encryptedBlob()).isEqualTo(lpm.encryptedBlob());
    assertThat(before.wrappedKey()).isEqualTo(lpm.wrappedKey());
    Answer back = person.api().post(SYNC, LpmPush.replacing(2)).require(409);
    assertThat(back.problem().code()).isEqualTo(Problem.VAULT_FORMAT_CONFLICT.code());
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_envelopeOverAnotherLpmBlob_422AndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    person.api().post(SYNC, LpmPush.replacing(null)).require(200);
    String before = person.api().get(SYNC).require(200).text();
    LocalVault vault = LocalVault.over(person, ID, LpmPush.sealed(64));
    Answer refused = person.api().post(SYNC, vault.seal(VARIABLES)).require(422);
    assertThat(refused.problem().code()).isEqualTo(Problem.ENVELOPE_REFUSED.code());
    assertThat(person.api().get(SYNC).require(200).text()).isEqualTo(before);
  }
}
