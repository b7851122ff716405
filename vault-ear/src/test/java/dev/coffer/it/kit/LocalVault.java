package dev.coffer.it.kit;

import dev.coffer.client.crypto.KeyWrapping;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceChain;
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
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A vault in format {@code coffer/1} as one device writes it: one environment, the key of one
 * epoch, every approved device a recipient. {@link #seal} makes the next version and changes
 * nothing; {@link #accept} moves on to it. Devices approved or revoked since are noticed by {@link
 * #rotate} and {@link #share} alone.
 */
public final class LocalVault {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_LENGTH = 32;

  private final TestDevice author;
  private final VaultId id;
  private Bytes key = fresh();
  private DeviceChain chain;
  private int epoch = 1;
  private int epochOfHead;
  private volatile int version;
  private Optional<Digest> head = Optional.empty();

  private LocalVault(TestDevice author, VaultId id, DeviceChain chain) {
    this.author = author;
    this.id = id;
    this.chain = chain;
  }

  /** A vault with a random id that the server does not have yet. */
  public static LocalVault of(Person person) throws IOException {
    return of(person, new VaultId("v" + Workplace.random()));
  }

  /** The same with an id that others may have chosen too. */
  public static LocalVault of(Person person, VaultId id) throws IOException {
    return new LocalVault(person.device(), id, person.device().chain());
  }

  /** The vault that continues the server's {@code head} in format {@code lpm}, its version 1. */
  public static LocalVault over(Person person, VaultId id, String head) throws IOException {
    LocalVault vault = new LocalVault(person.device(), id, person.device().chain());
    vault.version = 1;
    vault.head = Optional.of(Digest.of(head));
    return vault;
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

  /** The head as an event names it. */
  public VaultHead head() {
    return new VaultHead(id, version, head.orElseThrow());
  }

  /** The next version with these variables, signed and with the wrapped keys that it needs. */
  public PushVault seal(Map<String, String> variables) {
    SectionContext place = new SectionContext(id, epoch, EnvironmentName.DEFAULT, version + 1);
    SealedSection section =
        new SectionSealing(RANDOM)
            .seal(VaultKey.of(key.toArray()), place, new TreeMap<>(variables));
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
        epoch == epochOfHead ? List.of() : wraps());
  }

  /** What this device would escrow of the next version's epoch. */
  public TestEscrow escrow() {
    return new TestEscrow(id, epoch, key, author);
  }

  /** From the next version on, a new key for the devices that are approved now. */
  public void rotate() throws IOException {
    chain = author.chain();
    key = fresh();
    epoch = epochOfHead + 1;
  }

  /** The key wrapped for every device that is approved now. */
  public AddWrappedKeys share() throws IOException {
    chain = author.chain();
    return new AddWrappedKeys(wraps());
  }

  /** The variables in {@code pulled}, as {@code reader} opens them with its wrapped key. */
  public Map<String, String> opened(PulledVault pulled, TestDevice reader) {
    Envelope envelope = Envelope.parse(pulled.encryptedBlob());
    SectionEntry entry = envelope.manifest().sections().get(0);
    int sealed = envelope.manifest().epoch();
    WrapContext wrapped = new WrapContext(id, sealed, KeyScope.VAULT, reader.keyId());
    VaultKey unwrapped =
        new KeyWrapping(RANDOM)
            .unwrap(
                WrappedKey.parse(pulled.wrappedKey()),
                wrapped,
                author.identity().keys().verificationKey(),
                reader.identity());
    SectionContext place = new SectionContext(id, sealed, entry.environment(), entry.version());
    SealedSection section = envelope.sections().get(entry.environment());
    return new SectionSealing(RANDOM).open(unwrapped, place, section);
  }

  /** Takes {@code pushed} for the head. */
  public void accept(PushVault pushed) {
    Envelope envelope = Envelope.parse(pushed.encryptedBlob());
    version = envelope.manifest().version();
    epochOfHead = envelope.manifest().epoch();
    head = Optional.of(envelope.digest());
  }

  private Manifest manifest(Digest section) {
    return new Manifest(
        id,
        version + 1,
        head,
        epoch,
        author.keyId(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        chain.head().orElseThrow(),
        Recipients.digest(recipients()),
        List.of(new SectionEntry(EnvironmentName.DEFAULT, version + 1, section)));
  }

  private Collection<Recipient> recipients() {
    return Recipients.due(chain, List.of());
  }

  private List<String> wraps() {
    return chain.approved().stream().map(this::wrap).toList();
  }

  private String wrap(ChainDevice recipient) {
    WrapContext place = new WrapContext(id, epoch, KeyScope.VAULT, recipient.keys().keyId());
    return new KeyWrapping(RANDOM)
        .wrap(VaultKey.of(key.toArray()), place, recipient.keys(), author.identity())
        .format();
  }

  private static Bytes fresh() {
    byte[] bytes = new byte[KEY_LENGTH];
    RANDOM.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
