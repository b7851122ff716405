package dev.coffer.protocol.envelope;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.note.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of a vault as the server stores it: the signed manifest, an empty line, then one line
 * {@code section environment base64} for each entry of the manifest in the same order. An instance
 * always has exactly the sections that its manifest names, with the digests it names; who signed it
 * is proved by {@link #signedBy} alone.
 */
public final class Envelope {
  private static final String SECTION = "section";

  private final SignedNote note;
  private final Manifest manifest;
  private final SortedMap<EnvironmentName, SealedSection> sections;

  /**
   * Joins a signed manifest and its sections.
   *
   * @throws Malformed unless the sections are exactly those that the manifest names
   */
  public Envelope(SignedNote note, SortedMap<EnvironmentName, SealedSection> sections) {
    this.note = note;
    this.manifest = Manifest.parse(note.text());
    this.sections = new TreeMap<>(sections);
    if (!note.signer().equals(manifest.author())) {
      throw new Malformed("the envelope's signature is not its author's");
    }
    List<SectionEntry> entries = manifest.sections();
    if (entries.size() != sections.size()) {
      throw new Malformed("the envelope's sections are not those that its manifest names");
    }
    for (SectionEntry entry : entries) {
      SealedSection section = sections.get(entry.environment());
      if (section == null || !section.digest().equals(entry.digest())) {
        throw new Malformed("the envelope's sections are not those that its manifest names");
      }
    }
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws Malformed for anything else
   */
  public static Envelope parse(String text) {
    int gap = text.indexOf("\n\n");
    int end = gap < 0 ? -1 : text.indexOf("\n\n", gap + 2);
    if (end < 0) {
      throw new Malformed("an envelope is a signed manifest, an empty line and sections");
    }
    SignedNote note = SignedNote.parse(text.substring(0, end + 1));
    SortedMap<EnvironmentName, SealedSection> sections = new TreeMap<>();
    Envelope envelope = new Envelope(note, parseSections(text.substring(end + 2), sections));
    if (!envelope.format().equals(text)) {
      throw new Malformed("an envelope lists its sections once, sorted, one to a line");
    }
    return envelope;
  }

  private static SortedMap<EnvironmentName, SealedSection> parseSections(
      String text, SortedMap<EnvironmentName, SealedSection> sections) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (!lines.remove(lines.size() - 1).isEmpty()) {
      throw new Malformed("an envelope ends with a line feed");
    }
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words.length != 3 || !words[0].equals(SECTION)) {
        throw new Malformed("expected a line 'section environment base64'");
      }
      sections.put(new EnvironmentName(words[1]), SealedSection.parse(Bytes.ofBase64(words[2])));
    }
    return sections;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** What the next version names as its parent. */
  public Digest digest() {
    return note.digest();
  }

  /** The sealed variables of each environment, in the manifest's order. Never to be modified. */
  public SortedMap<EnvironmentName, SealedSection> sections() {
    return new TreeMap<>(sections);
  }

  /** Whether the holder of {@code key} signed this manifest as its author. */
  public boolean signedBy(VerificationKey key) {
    return note.verify(key);
  }

  public String format() {
    StringBuilder text = new StringBuilder(note.format()).append('\n');
    sections.forEach(
        (environment, section) ->
            text.append(SECTION)
                .append(' ')
                .append(environment)
                .append(' ')
                .append(section.bytes().base64())
                .append('\n'));
    return text.toString();
  }
}
