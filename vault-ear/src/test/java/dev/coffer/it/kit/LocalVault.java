package dev.coffer.it.kit;

import dev.coffer.client.crypto.KeyWrapping;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A vault in format {@code coffer/1} as one device writes it: one environment, the key of one
 * epoch, every approved device a recipient. {@link #seal} makes the next version and changes
 * nothing; {@link #accept} moves on to it.
 */
public final class LocalVault {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int EPOCH = 1;

  private final TestDevice author;
  private final VaultId id;
  private final VaultKey key = VaultKey.generate(RANDOM);
  private final DeviceChain chain;
  private volatile int version;
  private Optional<Digest> head = Optional.empty();

  private LocalVault(TestDevice author, VaultId id, DeviceChain chain) {
    this.author = author;
    this.id = id;
    this.chain = chain;
  }

  /** A vault with a random id that the server does not have yet. */
  public static LocalVault of(Person person) throws IOException {
    VaultId id = new VaultId("v" + Workplace.random());
    return new LocalVault(person.device(), id, person.device().chain());
  }

  public VaultId id() {
    return id;
  }

  /** Where it is pulled from and pushed to. */
  public String route() {
    return "/api/vaults/" + id + "/sync";
  }

  /** The version that the device has; 0 before the first one. */
  public int version() {
    return version;
  }

  /** The next version with these variables, signed and with the wrapped keys that it needs. */
  public PushVault seal(Map<String, String> variables) {
    SectionContext place = new SectionContext(id, EPOCH, EnvironmentName.DEFAULT, version + 1);
    SealedSection section = new SectionSealing(RANDOM).seal(key, place, new TreeMap<>(variables));
    SignedNote note = SignedNote.sign(manifest(section.digest()).text(), author.identity());
    TreeMap<EnvironmentName, SealedSection> sections = new TreeMap<>();
    sections.put(EnvironmentName.DEFAULT, section);
    return new PushVault(
        new Envelope(note, sections).format(),
        null,
        version == 0 ? null : version,
        null,
        null,
        null,
        PayloadFormat.COFFER_1.wireName(),
        version == 0 ? wraps() : List.of());
  }

  /** Takes {@code pushed} for the head. */
  public void accept(PushVault pushed) {
    Envelope envelope = Envelope.parse(pushed.encryptedBlob());
    version = envelope.manifest().version();
    head = Optional.of(envelope.digest());
  }

  private Manifest manifest(Digest section) {
    return new Manifest(
        id,
        version + 1,
        head,
        EPOCH,
        author.keyId(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        chain.head().orElseThrow(),
        Recipients.digest(recipients()),
        List.of(new SectionEntry(EnvironmentName.DEFAULT, version + 1, section)));
  }

  private List<KeyId> recipients() {
    return chain.approved().stream().map(device -> device.keys().keyId()).toList();
  }

  private List<String> wraps() {
    return chain.approved().stream().map(this::wrap).toList();
  }

  private String wrap(ChainDevice recipient) {
    WrapContext place = new WrapContext(id, EPOCH, KeyScope.VAULT, recipient.keys().keyId());
    return new KeyWrapping(RANDOM).wrap(key, place, recipient.keys(), author.identity()).format();
  }
}
