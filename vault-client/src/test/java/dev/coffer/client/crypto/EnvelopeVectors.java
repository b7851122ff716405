package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.client.crypto.text.VariablesText;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The story of one vault, from fixed keys: a laptop begins an account and approves a desktop; the
 * laptop pushes version 1, the desktop version 2, in which one environment is unchanged; the laptop
 * revokes the desktop and pushes version 3 under a new vault key.
 */
final class EnvelopeVectors {
  private static final VaultId VAULT = new VaultId("vault-123");
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final DeviceIdentity laptop = machine(0x00).deviceIdentity();
  private final DeviceIdentity desktop = machine(0x20).deviceIdentity();
  private final FixedRandom random = new FixedRandom("envelope vectors");
  private final List<String> events = new ArrayList<>();
  private final List<Object> versions = new ArrayList<>();
  private final List<Object> wraps = new ArrayList<>();
  private DeviceChain chain = DeviceChain.empty();
  private Optional<Envelope> head = Optional.empty();

  static MachineKey machine(int first) {
    byte[] key = new byte[SymmetricKey.LENGTH];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (first + i);
    }
    return MachineKey.of(key);
  }

  Map<String, Object> tell() {
    VaultKey first = VaultKey.of(machine(0x40).bytes(SecretAccess.FOR_STORAGE));
    VaultKey second = VaultKey.of(machine(0x60).bytes(SecretAccess.FOR_STORAGE));
    append(laptop, new ChainEvent.Created("ada", laptop.keys(), new DeviceName("Ada's laptop")));
    append(laptop, new ChainEvent.Approved(desktop.keys(), new DeviceName("desktop")));
    wrap(first, 1, List.of(laptop, desktop), laptop);
    SortedMap<String, SortedMap<String, String>> content = new TreeMap<>();
    content.put("default", variables("API_KEY", "test-value-1", "EMPTY", ""));
    content.put(
        "staging",
        variables(
            "LINES", "one\ntwo\r\n\t\"quoted\" \\ \u0001",
            "\u00dcml\u00e4ut", "\u20ac \ud83d\ude00 \u2028",
            "\ud83d\ude00", "sorts before \ufb01",
            "\ufb01", "by UTF-16 code units"));
    push(laptop, first, 1, content, List.of("default", "staging"), List.of(laptop, desktop));
    content.put("default", variables("API_KEY", "test-value-2"));
    push(desktop, first, 1, content, List.of("default"), List.of(laptop, desktop));
    VaultHead accepted = new VaultHead(VAULT, 2, head.orElseThrow().digest());
    append(laptop, new ChainEvent.Revoked(desktop.keyId(), List.of(accepted)));
    wrap(second, 2, List.of(laptop), laptop);
    push(laptop, second, 2, content, List.of("default", "staging"), List.of(laptop));
    return story(first, second);
  }

  private Map<String, Object> story(VaultKey first, VaultKey second) {
    Map<String, Object> story = new LinkedHashMap<>();
    story.put(
        "origin", "EnvelopeVectorsTest of this project, from fixed keys and fixed randomness");
    story.put("warning", "every key here is public; use none of them");
    story.put("account", "ada");
    story.put("vault", VAULT.value());
    story.put("devices", List.of(device("laptop", 0x00), device("desktop", 0x20)));
    story.put("vaultKeys", new TreeMap<>(Map.of("1", hex(first.copy()), "2", hex(second.copy()))));
    story.put("chain", events);
    story.put("wrappedKeys", wraps);
    story.put("versions", versions);
    return story;
  }

  private static Map<String, Object> device(String name, int first) {
    byte[] machineKey = machine(first).bytes(SecretAccess.FOR_STORAGE);
    DeviceIdentity identity = machine(first).deviceIdentity();
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("name", name);
    device.put("machineKey", hex(machineKey));
    device.put("signingSeed", hex(derive(machineKey, "coffer/1 device signing key")));
    device.put("signingKey", identity.keys().signing().base64());
    device.put("agreementPrivateKey", hex(derive(machineKey, "coffer/1 device agreement key")));
    device.put("agreementKey", identity.keys().agreement().base64());
    device.put("keyId", identity.keyId().value());
    return device;
  }

  private static byte[] derive(byte[] machineKey, String title) {
    return Hkdf.derive(machineKey, Hkdf.NO_SALT, Hkdf.label(title), SymmetricKey.LENGTH);
  }

  private void append(DeviceIdentity author, ChainEvent event) {
    Instant time = START.plusSeconds(60L * chain.length());
    SignedNote note = SignedNote.sign(chain.next(event, author.keyId(), time).text(), author);
    chain = chain.append(note);
    events.add(note.format());
  }

  private void wrap(
      VaultKey key, int epoch, List<DeviceIdentity> recipients, DeviceIdentity author) {
    for (DeviceIdentity recipient : recipients) {
      WrapContext place = new WrapContext(VAULT, epoch, KeyScope.VAULT, recipient.keyId());
      Map<String, Object> wrap = new LinkedHashMap<>();
      wrap.put("recipient", recipient.keyId().value());
      wrap.put("epoch", epoch);
      wrap.put("info", new String(place.info(), StandardCharsets.UTF_8));
      wrap.put("key", hex(key.copy()));
      wrap.put(
          "wrappedKey",
          new KeyWrapping(random).wrap(key, place, recipient.keys(), author).format());
      wraps.add(wrap);
    }
  }

  private void push(
      DeviceIdentity author,
      VaultKey key,
      int epoch,
      SortedMap<String, SortedMap<String, String>> content,
      List<String> changed,
      List<DeviceIdentity> recipients) {
    int version = versions.size() + 1;
    SortedMap<EnvironmentName, SealedSection> sections = new TreeMap<>();
    List<SectionEntry> entries = new ArrayList<>();
    List<Object> explained = new ArrayList<>();
    for (Map.Entry<String, SortedMap<String, String>> environment : content.entrySet()) {
      EnvironmentName name = new EnvironmentName(environment.getKey());
      if (changed.contains(name.value())) {
        SectionContext place = new SectionContext(VAULT, epoch, name, version);
        SealedSection section = new SectionSealing(random).seal(key, place, environment.getValue());
        sections.put(name, section);
        entries.add(new SectionEntry(name, version, section.digest()));
        explained.add(explain(key, place, section, environment.getValue()));
      } else {
        sections.put(name, head.orElseThrow().sections().get(name));
        entries.add(head.orElseThrow().manifest().section(name).orElseThrow());
      }
    }
    Manifest manifest =
        new Manifest(
            VAULT,
            version,
            head.map(Envelope::digest),
            epoch,
            author.keyId(),
            START.plusSeconds(3600L * version),
            chain.head().orElseThrow(),
            Recipients.digest(
                recipients.stream().map(DeviceIdentity::keyId).map(Recipient::ofVault).toList()),
            entries);
    Envelope envelope = new Envelope(SignedNote.sign(manifest.text(), author), sections);
    head = Optional.of(envelope);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("version", version);
    told.put("author", author.keyId().value());
    told.put("manifestDigest", envelope.digest().text());
    told.put("environments", new TreeMap<>(content));
    told.put("sealedHere", explained);
    told.put("envelope", envelope.format());
    versions.add(told);
  }

  private static Map<String, Object> explain(
      VaultKey key,
      SectionContext place,
      SealedSection section,
      SortedMap<String, String> content) {
    byte[] environmentKey = key.environmentKey(place).copy();
    byte[] derived =
        Hkdf.derive(environmentKey, section.salt().toArray(), place.contentKeyInfo(), 64);
    Map<String, Object> steps = new LinkedHashMap<>();
    steps.put("environment", place.environment().value());
    steps.put("environmentKeyInfo", utf8(place.environmentKeyInfo()));
    steps.put("environmentKey", hex(environmentKey));
    steps.put("salt", hex(section.salt()));
    steps.put("contentKeyInfo", utf8(place.contentKeyInfo()));
    steps.put("contentKeyAndCommitment", hex(derived));
    steps.put("nonce", hex(section.nonce()));
    steps.put("associatedData", utf8(place.associatedData()));
    steps.put("plaintext", utf8(VariablesText.write(content)));
    steps.put("sectionDigest", Digest.of(section.bytes().toArray()).text());
    return steps;
  }

  private static SortedMap<String, String> variables(String... namesAndValues) {
    SortedMap<String, String> variables = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return variables;
  }

  private static String utf8(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }

  private static String hex(byte[] content) {
    return HexFormat.of().formatHex(content);
  }

  private static String hex(Bytes content) {
    return hex(content.toArray());
  }
}
