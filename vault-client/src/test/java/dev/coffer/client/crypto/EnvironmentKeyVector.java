package dev.coffer.client.crypto;

import dev.coffer.client.crypto.text.VariablesText;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.envelope.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One environment's key, wrapped alone: a laptop, which has the vault key, wraps it for a desktop,
 * which opens that environment with it and not the other.
 */
final class EnvironmentKeyVector {
  private static final VaultId VAULT = new VaultId("vault-123");
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final int EPOCH = 3;
  private static final int VERSION = 7;

  private final DeviceIdentity laptop = EnvelopeVectors.machine(0x00).deviceIdentity();
  private final DeviceIdentity desktop = EnvelopeVectors.machine(0x20).deviceIdentity();
  private final FixedRandom random = new FixedRandom("environment key vector");
  private final VaultKey vaultKey =
      VaultKey.of(EnvelopeVectors.machine(0x40).bytes(SecretAccess.FOR_STORAGE));

  Map<String, Object> tell() {
    WrapContext place = new WrapContext(VAULT, EPOCH, KeyScope.of(STAGING), desktop.keyId());
    EnvironmentKey key = vaultKey.environmentKey(section(STAGING));
    WrappedKey wrapped = new KeyWrapping(random).wrap(key, place, desktop.keys(), laptop);
    List<Recipient> recipients =
        List.of(
            Recipient.ofVault(laptop.keyId()),
            new Recipient(desktop.keyId(), KeyScope.of(STAGING)));
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("origin", "EnvelopeVectorsTest of this project");
    vector.put("warning", "every key here is public; use none of them");
    vector.put("vault", VAULT.value());
    vector.put("epoch", EPOCH);
    vector.put("author", laptop.keyId().value());
    vector.put("authorSigningKey", laptop.keys().signing().base64());
    vector.put("recipient", desktop.keyId().value());
    vector.put("recipientMachineKey", hex(EnvelopeVectors.machine(0x20).copy()));
    vector.put("vaultKey", hex(vaultKey.copy()));
    vector.put("environment", STAGING.value());
    vector.put("environmentKey", hex(key.copy()));
    vector.put("info", new String(place.info(), StandardCharsets.UTF_8));
    vector.put("wrappedKey", wrapped.format());
    vector.put("recipients", recipients.stream().map(Recipient::text).toList());
    vector.put("recipientsDigest", Recipients.digest(recipients).text());
    vector.put("opens", sealed(STAGING));
    vector.put("doesNotOpen", sealed(PRODUCTION));
    return vector;
  }

  private Map<String, Object> sealed(EnvironmentName environment) {
    SortedMap<String, String> variables =
        new TreeMap<>(Map.of("API_KEY", "test-value of " + environment));
    SealedSection section =
        new SectionSealing(random).seal(vaultKey, section(environment), variables);
    Map<String, Object> sealed = new LinkedHashMap<>();
    sealed.put("environment", environment.value());
    sealed.put("version", VERSION);
    sealed.put("section", section.bytes().base64());
    sealed.put("plaintext", new String(VariablesText.write(variables), StandardCharsets.UTF_8));
    return sealed;
  }

  private static SectionContext section(EnvironmentName environment) {
    return new SectionContext(VAULT, EPOCH, environment, VERSION);
  }

  private static String hex(byte[] content) {
    return HexFormat.of().formatHex(content);
  }
}
