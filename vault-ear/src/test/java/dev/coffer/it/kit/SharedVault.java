package dev.coffer.it.kit;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.KeyWrapping;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.DeviceKeys;
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
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A vault of an organisation with several environments, as any member's device would write it. It
 * knows every key, so that a test can let somebody push what an honest client would not. {@link
 * #seal} makes the next version and changes nothing; {@link #accept} moves on to it.
 */
public final class SharedVault {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_LENGTH = 32;

  private final TestOrganisation organisation;
  private final VaultId id;
  private byte[] key = fresh();
  private int epoch = 1;
  private Set<Recipient> recipients = Set.of();
  private Optional<Envelope> head = Optional.empty();

  private SharedVault(TestOrganisation organisation, VaultId id) {
    this.organisation = organisation;
    this.id = id;
  }

  /** A vault with a random id that the server does not have yet. */
  public static SharedVault draft(TestOrganisation organisation) {
    return draft(organisation, new VaultId("v" + Workplace.random()));
  }

  /** The same with this id, which another organisation may have as well. */
  public static SharedVault draft(TestOrganisation organisation, VaultId id) {
    return new SharedVault(organisation, id);
  }

  /** The same, shared by the organisation's owner with these environments, one variable in each. */
  public static SharedVault of(TestOrganisation organisation, String... environments)
      throws IOException {
    SharedVault vault = draft(organisation);
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (String environment : environments) {
      all.put(environment, Map.of("KEY", "of " + environment));
    }
    vault.push(organisation.owner(), all);
    return vault;
  }

  public VaultId id() {
    return id;
  }

  /** {@code /api/orgs/ORG/vaults/ID}. */
  public String path() {
    return organisation.route() + "/vaults/" + id;
  }

  /** Where it is pulled from and pushed to. */
  public String route() {
    return path() + "/sync";
  }

  /** 0 before the first push. */
  public int version() {
    return head.map(newest -> newest.manifest().version()).orElse(0);
  }

  /** The head as an event names it. */
  public VaultHead head() {
    return new VaultHead(id, version(), head.orElseThrow().digest());
  }

  /** What {@code author} would escrow of the next version's epoch. */
  public TestEscrow escrow(TestMember author) {
    return new TestEscrow(id, epoch, Bytes.of(key), author.device());
  }

  /** From the next version on, a new key. */
  public void rotate() {
    key = fresh();
    epoch = head.map(newest -> newest.manifest().epoch()).orElse(0) + 1;
    recipients = Set.of();
  }

  /** Seals and sends the next version, which the server has to accept. */
  public void push(TestMember author, Map<String, Map<String, String>> changes) throws IOException {
    PushVault push = seal(author, changes);
    author.api().post(route(), push).require(200);
    accept(push);
  }

  /** The next version as of the chain's newest event, with the wrapped keys that it needs. */
  public PushVault seal(TestMember author, Map<String, Map<String, String>> changes)
      throws IOException {
    return seal(author, organisation.membership(), changes);
  }

  /**
   * The next version as {@code author} would write it who knows {@code chain}.
   *
   * @param changes the environments that are sealed anew, with their variables; one without any is
   *     left out
   */
  public PushVault seal(
      TestMember author, Membership chain, Map<String, Map<String, String>> changes) {
    int next = version() + 1;
    SortedMap<EnvironmentName, SealedSection> sections = new TreeMap<>();
    SortedMap<EnvironmentName, SectionEntry> entries = new TreeMap<>();
    boolean kept = head.filter(newest -> newest.manifest().epoch() == epoch).isPresent();
    if (kept) {
      sections.putAll(head.get().sections());
      head.get().manifest().sections().forEach(old -> entries.put(old.environment(), old));
    }
    changes.forEach(
        (text, variables) -> {
          EnvironmentName environment = new EnvironmentName(text);
          sections.remove(environment);
          entries.remove(environment);
          if (!variables.isEmpty()) {
            SectionContext place = new SectionContext(id, epoch, environment, next);
            SealedSection section =
                new SectionSealing(RANDOM).seal(VaultKey.of(key), place, new TreeMap<>(variables));
            sections.put(environment, section);
            entries.put(environment, new SectionEntry(environment, next, section.digest()));
          }
        });
    Set<Recipient> all = kept ? recipients : Recipients.due(chain, sections.keySet());
    Manifest manifest =
        new Manifest(
            id,
            next,
            head.map(Envelope::digest),
            epoch,
            author.keyId(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            chain.head().orElseThrow(),
            Recipients.digest(all),
            List.copyOf(entries.values()));
    SignedNote note = SignedNote.sign(manifest.text(), author.device().identity());
    return push(new Envelope(note, sections), kept ? List.of() : wraps(author, chain, all));
  }

  private PushVault push(Envelope envelope, List<String> keys) {
    return new PushVault(
        envelope.format(),
        null,
        version() == 0 ? null : version(),
        null,
        null,
        null,
        PayloadFormat.COFFER_1.wireName(),
        keys);
  }

  /** The current epoch's keys for {@code more}, wrapped by {@code author}. */
  public AddWrappedKeys keys(TestMember author, Recipient... more) throws IOException {
    return new AddWrappedKeys(wraps(author, organisation.membership(), List.of(more)));
  }

  /** Takes {@code keys} for stored. */
  public void accept(AddWrappedKeys keys) {
    Set<Recipient> longer = new TreeSet<>(recipients);
    keys.wrappedKeys().forEach(note -> longer.add(recipient(note)));
    recipients = longer;
  }

  /** Takes {@code pushed} for the head. */
  public void accept(PushVault pushed) {
    head = Optional.of(Envelope.parse(pushed.encryptedBlob()));
    Set<Recipient> longer = new TreeSet<>(recipients);
    pushed.wrappedKeys().forEach(note -> longer.add(recipient(note)));
    recipients = longer;
  }

  private static Recipient recipient(String note) {
    WrapContext context = WrappedKey.parse(note).context();
    return new Recipient(context.recipient(), context.scope());
  }

  /** The variables of one environment in {@code pulled}, as who has the vault key opens them. */
  public Map<String, String> opened(PulledVault pulled, TestMember reader, String environment)
      throws IOException {
    Envelope envelope = Envelope.parse(pulled.encryptedBlob());
    VaultKey unwrapped = unwrapped(pulled.wrappedKey(), envelope, reader);
    EnvironmentName name = new EnvironmentName(environment);
    SectionEntry entry = envelope.manifest().section(name).orElseThrow();
    SectionContext place =
        new SectionContext(id, envelope.manifest().epoch(), name, entry.version());
    return new SectionSealing(RANDOM).open(unwrapped, place, envelope.sections().get(name));
  }

  /** The environments whose keys alone {@code reader} can unwrap from {@code pulled}. */
  public List<String> unwrappable(PulledVault pulled, TestMember reader) throws IOException {
    Envelope envelope = Envelope.parse(pulled.encryptedBlob());
    List<String> names = new ArrayList<>();
    for (String note : Optional.ofNullable(pulled.environmentKeys()).orElse(List.<String>of())) {
      WrappedKey wrapped = WrappedKey.parse(note);
      KeyScope scope = wrapped.context().scope();
      new KeyWrapping(RANDOM)
          .unwrapEnvironment(
              wrapped,
              place(envelope, scope, reader),
              authorOf(wrapped).verificationKey(),
              reader.device().identity());
      names.add(scope.environment().orElseThrow().value());
    }
    return names;
  }

  private VaultKey unwrapped(String note, Envelope envelope, TestMember reader) throws IOException {
    WrappedKey wrapped = WrappedKey.parse(note);
    return new KeyWrapping(RANDOM)
        .unwrap(
            wrapped,
            place(envelope, KeyScope.VAULT, reader),
            authorOf(wrapped).verificationKey(),
            reader.device().identity());
  }

  private WrapContext place(Envelope envelope, KeyScope scope, TestMember reader) {
    return new WrapContext(id, envelope.manifest().epoch(), scope, reader.keyId());
  }

  private DeviceKeys authorOf(WrappedKey wrapped) throws IOException {
    return organisation.membership().device(wrapped.author()).orElseThrow().keys();
  }

  private List<String> wraps(
      TestMember author, Membership chain, Collection<Recipient> recipients) {
    return recipients.stream().map(recipient -> wrap(author, chain, recipient)).toList();
  }

  private String wrap(TestMember author, Membership chain, Recipient recipient) {
    WrapContext place = new WrapContext(id, epoch, recipient.scope(), recipient.device());
    DeviceKeys keys = chain.device(recipient.device()).orElseThrow().keys();
    DeviceIdentity signer = author.device().identity();
    KeyWrapping wrapping = new KeyWrapping(RANDOM);
    VaultKey whole = VaultKey.of(key);
    return recipient
        .scope()
        .environment()
        .map(name -> whole.environmentKey(new SectionContext(id, epoch, name, 1)))
        .map(one -> wrapping.wrap(one, place, keys, signer))
        .orElseGet(() -> wrapping.wrap(whole, place, keys, signer))
        .format();
  }

  private static byte[] fresh() {
    byte[] bytes = new byte[KEY_LENGTH];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
