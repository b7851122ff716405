package dev.coffer.client.crypto;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.PolicyId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** One environment's key, escrowed by a laptop for one policy. */
final class EscrowVector {
  private static final VaultId VAULT = new VaultId("vault-123");
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final int EPOCH = 3;

  private final DeviceIdentity laptop = EnvelopeVectors.machine(0x00).deviceIdentity();
  private final byte[] secret = EnvelopeVectors.machine(0x60).bytes(SecretAccess.FOR_STORAGE);
  private final EscrowOpening escrow = EscrowOpening.of(secret);
  private final VaultKey vaultKey =
      VaultKey.of(EnvelopeVectors.machine(0x40).bytes(SecretAccess.FOR_STORAGE));

  Map<String, Object> tell() {
    PolicyId policy = new PolicyId("000102030405060708090a0b0c0d0e0f");
    EscrowContext place = new EscrowContext(VAULT, STAGING, EPOCH, policy, escrow.publicKey().id());
    EnvironmentKey key = vaultKey.environmentKey(new SectionContext(VAULT, EPOCH, STAGING, 1));
    EscrowedKey escrowed =
        new EscrowSealing(new FixedRandom("escrow vector"))
            .seal(key, place, escrow.publicKey(), laptop);
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("origin", "EnvelopeVectorsTest of this project");
    vector.put("warning", "every key here is public; use none of them");
    vector.put("vault", VAULT.value());
    vector.put("epoch", EPOCH);
    vector.put("environment", STAGING.value());
    vector.put("policy", policy.value());
    vector.put("author", laptop.keyId().value());
    vector.put("authorSigningKey", laptop.keys().signing().base64());
    vector.put("vaultKey", HexFormat.of().formatHex(vaultKey.copy()));
    vector.put("environmentKey", HexFormat.of().formatHex(key.copy()));
    vector.put("escrowPrivateKey", HexFormat.of().formatHex(secret));
    vector.put("escrowPublicKey", escrow.publicKey().point().base64());
    vector.put("escrowKeyId", escrow.publicKey().id().value());
    vector.put("info", new String(place.info(), StandardCharsets.UTF_8));
    vector.put("escrowedKey", escrowed.format());
    return vector;
  }
}
