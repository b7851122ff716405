package dev.coffer.it.kit;

import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * Escrows environment keys as a client would, by the library's whole HPKE, where the server has its
 * own half of it.
 *
 * @param vault whose keys these are
 * @param epoch of the vault key
 */
public record TestEscrow(VaultId vault, int epoch, Bytes vaultKey, TestDevice author) {
  private static final byte[] NO_ASSOCIATED_DATA = {};
  private static final int KEY_LENGTH = 32;

  /** The version of the server's escrow key that is current. */
  public static EscrowPublicKey current(Api api) throws IOException {
    EscrowKeyView current =
        api.get("/api/vault/oidc/escrow-keys").require(200).as(EscrowKeyList.class).keys().stream()
            .filter(EscrowKeyView::current)
            .findFirst()
            .orElseThrow();
    EscrowPublicKey key =
        new EscrowPublicKey(Bytes.ofBase64(current.publicKey(), EscrowPublicKey.LENGTH));
    if (!key.id().value().equals(current.id())) {
      throw new AssertionError("the escrow key is not the one that its id names");
    }
    return key;
  }

  /** A policy with a random id, that lets runs of one repository read these environments. */
  public static TrustPolicy policy(VaultId vault, String... environments) {
    return policy(vault, false, Optional.empty(), OptionalInt.empty(), environments);
  }

  /** The same, with what else a release can say. */
  public static TrustPolicy policy(
      VaultId vault,
      boolean plain,
      Optional<Instant> expires,
      OptionalInt pullsPerDay,
      String... environments) {
    return new TrustPolicy(
        new PolicyId(UUID.randomUUID().toString().replace("-", "")),
        vault,
        new Origin(
            "github",
            "https://token.actions.githubusercontent.com",
            "acme/api",
            Optional.of("1234"),
            Optional.of("99")),
        new Conditions(
            List.of(new Glob("main")),
            List.of(),
            List.of(),
            List.of(".github/workflows/deploy.yml"),
            List.of("push"),
            false,
            false),
        new Release(
            Arrays.stream(environments).map(EnvironmentName::new).toList(),
            plain,
            expires,
            pullsPerDay));
  }

  /** What the policy needs, sealed to the current escrow key. */
  public List<String> keys(TrustPolicy policy) throws IOException {
    EscrowPublicKey current = current(author.api());
    return policy.release().environments().stream()
        .map(environment -> key(policy.id(), environment, current).format())
        .toList();
  }

  /** One environment's key, sealed to any escrow key. */
  public EscrowedKey key(PolicyId policy, EnvironmentName environment, EscrowPublicKey recipient) {
    EscrowContext context = new EscrowContext(vault, environment, epoch, policy, recipient.id());
    return EscrowedKey.sign(
        context, seal(recipient, context.info(), environmentKey(environment)), author.identity());
  }

  /** Something else than the environment's key, well sealed and signed. */
  public EscrowedKey wrongKey(
      PolicyId policy, EnvironmentName environment, EscrowPublicKey recipient) {
    EscrowContext context = new EscrowContext(vault, environment, epoch, policy, recipient.id());
    return EscrowedKey.sign(
        context, seal(recipient, context.info(), new byte[KEY_LENGTH]), author.identity());
  }

  /** The same vault by another device. */
  public TestEscrow by(TestDevice other) {
    return new TestEscrow(vault, epoch, vaultKey, other);
  }

  /** The same with another epoch written into what is sealed. */
  public TestEscrow ofEpoch(int other) {
    return new TestEscrow(vault, other, vaultKey, author);
  }

  /** {@code push} with what it escrows. */
  public static PushVault with(PushVault push, List<String> escrowedKeys) {
    return new PushVault(
        push.encryptedBlob(),
        push.wrappedKey(),
        push.expectedVersion(),
        push.force(),
        push.name(),
        push.schema(),
        push.format(),
        push.wrappedKeys(),
        escrowedKeys);
  }

  /** Whose id an escrow key has that no server made. */
  public static EscrowPublicKey foreign() {
    HPKE suite = suite();
    return new EscrowPublicKey(
        Bytes.of(suite.serializePublicKey(suite.generatePrivateKey().getPublic())));
  }

  private byte[] environmentKey(EnvironmentName environment) {
    byte[] info = new SectionContext(vault, epoch, environment, 1).environmentKeyInfo();
    return Hkdf.derive(vaultKey.toArray(), Hkdf.NO_SALT, info, KEY_LENGTH);
  }

  private static Bytes seal(EscrowPublicKey recipient, byte[] info, byte[] secret) {
    HPKE suite = suite();
    HPKEContextWithEncapsulation sender =
        suite.setupBaseS(suite.deserializePublicKey(recipient.point().toArray()), info);
    try {
      byte[] ciphertext = sender.seal(NO_ASSOCIATED_DATA, secret);
      byte[] sealed =
          Arrays.copyOf(sender.getEncapsulation(), EscrowPublicKey.LENGTH + ciphertext.length);
      System.arraycopy(ciphertext, 0, sealed, EscrowPublicKey.LENGTH, ciphertext.length);
      return Bytes.of(sealed);
    } catch (InvalidCipherTextException e) {
      throw new AssertionError(e);
    }
  }

  private static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
