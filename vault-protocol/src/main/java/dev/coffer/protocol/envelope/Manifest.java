package dev.coffer.protocol.envelope;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the author of one version declares about it, in one canonical text: place in the vault's
 * history, keys' epoch, author, the account chain as the author saw it, recipients, and the digest
 * of every sealed section.
 *
 * @param version at least 1
 * @param parent digest of the manifest this version replaces; empty for the first one
 * @param epoch generation of the vault key, at least 1
 * @param time when the author made it, whole seconds, UTC; the author's clock, not a proof
 * @param chain the newest event of the account chain that the author had verified
 * @param recipients digest of the key ids that can unwrap this epoch's vault key
 * @param sections sorted by environment, no environment twice
 */
public record Manifest(
    VaultId vault,
    int version,
    Optional<Digest> parent,
    int epoch,
    KeyId author,
    Instant time,
    ChainPosition chain,
    Digest recipients,
    List<SectionEntry> sections) {

  private static final String TITLE = "coffer/1 manifest";
  private static final String NO_PARENT = "none";

  public Manifest {
    sections = List.copyOf(sections);
    if (version < 1 || epoch < 1 || (version == 1) != parent.isEmpty()) {
      throw new Malformed(
          "version and epoch start at 1, and every version but the first has a parent");
    }
    if (!time.truncatedTo(ChronoUnit.SECONDS).equals(time)) {
      throw new Malformed("a manifest's time is in whole seconds");
    }
    for (int i = 0; i < sections.size(); i++) {
      SectionEntry entry = sections.get(i);
      if (entry.version() > version
          || (i > 0 && sections.get(i - 1).environment().compareTo(entry.environment()) >= 0)) {
        throw new Malformed(
            "a manifest lists each environment once, sorted, sealed in this version or before");
      }
    }
  }

  /** The entry of {@code environment}, if this version has that environment. */
  public Optional<SectionEntry> section(EnvironmentName environment) {
    return sections.stream().filter(entry -> entry.environment().equals(environment)).findFirst();
  }

  /** The one text that stands for this manifest; its digest is what a successor names as parent. */
  public String text() {
    NoteWriter note =
        new NoteWriter(TITLE)
            .line("vault", vault)
            .line("version", version)
            .line("parent", parent.map(Digest::text).orElse(NO_PARENT))
            .line("epoch", epoch)
            .line("author", author)
            .line("time", time)
            .line("chain", chain.sequence(), chain.digest())
            .line("recipients", recipients);
    for (SectionEntry entry : sections) {
      note.line("environment", entry.environment(), entry.version(), entry.digest());
    }
    return note.text();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws Malformed for anything else
   */
  public static Manifest parse(String text) {
    NoteReader note = new NoteReader(text, TITLE);
    VaultId vault = new VaultId(note.value("vault"));
    int version = note.count("version");
    String parent = note.value("parent");
    int epoch = note.count("epoch");
    KeyId author = new KeyId(note.value("author"));
    Instant time = note.time("time");
    List<String> chain = note.values("chain", 2);
    Digest recipients = Digest.parse(note.value("recipients"));
    List<SectionEntry> sections = new ArrayList<>();
    while (note.at("environment")) {
      List<String> values = note.values("environment", 3);
      sections.add(
          new SectionEntry(
              new EnvironmentName(values.get(0)),
              NoteReader.count("environment", values.get(1)),
              Digest.parse(values.get(2))));
    }
    note.end();
    return new Manifest(
        vault,
        version,
        parent.equals(NO_PARENT) ? Optional.empty() : Optional.of(Digest.parse(parent)),
        epoch,
        author,
        time,
        ChainPosition.parse(chain.get(0), chain.get(1)),
        recipients,
        sections);
  }
}
