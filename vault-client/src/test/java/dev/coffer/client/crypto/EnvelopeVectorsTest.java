package dev.coffer.client.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.crypto.recovery.RecoveryWords;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.audit.AuditRecord;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.signature.ResponseSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The committed vectors are what this code makes today. A change of one byte is a new format, not a
 * new vector. With the system property {@code coffer.vectors} naming a folder they are written
 * there instead.
 */
class EnvelopeVectorsTest {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @Test
  void vault_fromFixedKeys_isTheCommittedOne() throws IOException {
    check("vault.json", new EnvelopeVectors().tell());
  }

  @Test
  void environmentKey_wrappedAlone_isTheCommittedOne() throws IOException {
    check("environment-key.json", new EnvironmentKeyVector().tell());
  }

  @Test
  void environmentKey_escrowed_isTheCommittedOne() throws IOException {
    check("escrow.json", new EscrowVector().tell());
  }

  @Test
  void pairing_fromFixedNonces_isTheCommittedOne() throws IOException {
    DeviceIdentity laptop = EnvelopeVectors.machine(0x00).deviceIdentity();
    DeviceIdentity desktop = EnvelopeVectors.machine(0x20).deviceIdentity();
    DeviceName name = new DeviceName("desktop");
    Bytes challenge = Bytes.of(EnvelopeVectors.machine(0x80).bytes(SecretAccess.FOR_STORAGE));
    Bytes reveal = Bytes.of(EnvelopeVectors.machine(0xa0).bytes(SecretAccess.FOR_STORAGE));
    ChainPosition position = new ChainPosition(7, Digest.of("an event"));
    Digest genesis = Digest.of("the first event");
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("origin", "EnvelopeVectorsTest of this project");
    vector.put("genesis", genesis.text());
    vector.put("sequence", position.sequence());
    vector.put("head", position.digest().text());
    vector.put("approver", laptop.keyId().value());
    vector.put("signingKey", desktop.keys().signing().base64());
    vector.put("agreementKey", desktop.keys().agreement().base64());
    vector.put("device", desktop.keyId().value());
    vector.put("name", name.value());
    vector.put("challenge", challenge.base64());
    vector.put("reveal", reveal.base64());
    vector.put("commitment", Pairing.commitment(desktop.keys(), name, reveal).text());
    vector.put(
        "code",
        Pairing.code(
            new Pairing.Transcript(
                genesis, position, laptop.keyId(), desktop.keys(), name, challenge, reveal)));
    check("pairing.json", vector);
  }

  @Test
  void recovery_fromAFixedKey_isTheCommittedOne() throws IOException {
    byte[] content = EnvelopeVectors.machine(0xc0).bytes(SecretAccess.FOR_STORAGE);
    RecoveryKey key = RecoveryKey.of(content);
    Digest genesis = Digest.of("the first event");
    DeviceIdentity device = key.deviceUnder(genesis);
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("origin", "EnvelopeVectorsTest of this project");
    vector.put("recoveryKey", HexFormat.of().formatHex(content));
    vector.put("words", String.join(" ", RecoveryWords.write(key, SecretAccess.FOR_PAPER)));
    vector.put("genesis", genesis.text());
    vector.put("signingKey", device.keys().signing().base64());
    vector.put("agreementKey", device.keys().agreement().base64());
    vector.put("device", device.keyId().value());
    check("recovery.json", vector);
  }

  @Test
  void audit_twoRecords_areTheCommittedOnes() throws IOException {
    AuditRecord first = record(1, Optional.empty(), "sign_in", AuditRecord.NONE, AuditRecord.NONE);
    AuditRecord second =
        record(
            2,
            Optional.of(first.hash()),
            "push",
            new KeyId("00112233445566778899aabbccddeeff").value(),
            "vault-123");
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("origin", "EnvelopeVectorsTest of this project");
    vector.put("first", told(first));
    vector.put("second", told(second));
    check("audit.json", vector);
  }

  private static AuditRecord record(
      long sequence, Optional<Digest> previous, String action, String device, String vault) {
    return new AuditRecord(
        "ada",
        sequence,
        previous,
        Instant.parse("2026-01-02T03:04:05.678901Z"),
        "ada",
        device,
        action,
        "ok",
        vault,
        "{\"version\":7}");
  }

  private static Map<String, Object> told(AuditRecord record) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("owner", record.owner());
    told.put("sequence", record.sequence());
    told.put("previous", record.previous().map(Digest::text).orElse(AuditRecord.NONE));
    told.put("time", record.time().toString());
    told.put("actor", record.actor());
    told.put("device", record.device());
    told.put("action", record.action());
    told.put("outcome", record.outcome());
    told.put("vault", record.vault());
    told.put("metadata", record.metadata());
    told.put("hash", record.hash().text());
    return told;
  }

  @Test
  void responseSignature_ofFixedBody_isTheCommittedOne() throws IOException {
    String body = "{\"vaultId\":\"vault-123\",\"version\":3}";
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("origin", "EnvelopeVectorsTest of this project");
    vector.put("bearer", "a-bearer-of-no-server");
    vector.put("body", body);
    vector.put(
        "signature",
        ResponseSignature.of("a-bearer-of-no-server", body.getBytes(StandardCharsets.UTF_8)));
    check("response-signature.json", vector);
  }

  private static void check(String name, Map<String, Object> vector) throws IOException {
    String text = JSON.toJson(vector) + "\n";
    String folder = System.getProperty("coffer.vectors");
    if (folder != null) {
      Files.writeString(Path.of(folder, name), text);
      return;
    }
    try (InputStream committed =
        EnvelopeVectorsTest.class.getResourceAsStream("/vectors/envelope/" + name)) {
      assertThat(text).isEqualTo(new String(committed.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
