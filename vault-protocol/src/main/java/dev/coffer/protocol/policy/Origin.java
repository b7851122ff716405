package dev.coffer.protocol.policy;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one repository, project or service account whose runs a policy is about. Names can be given
 * up and taken by somebody else, ids cannot.
 *
 * @param platform {@code github}, {@code gitlab} or another that the server knows: 1 to 32
 *     characters of {@code a-z 0-9 -}
 * @param issuer compared with {@code iss} character by character
 * @param repository {@code owner/name}, a project's full path, or what else the platform calls it;
 *     never a pattern
 * @param repositoryId what the platform never gives to another one; empty while the server pins it
 *     at first sight
 * @param ownerId the same of the repository's owner
 */
public record Origin(
    String platform,
    String issuer,
    String repository,
    Optional<String> repositoryId,
    Optional<String> ownerId) {
  private static final Pattern PLATFORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern ISSUER = Pattern.compile("https?://[!-~]{1,240}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public Origin {
    requireForm(PLATFORM, platform, "a platform's name has 1 to 32 characters of a-z 0-9 -");
    requireForm(ISSUER, issuer, "an issuer is an http or https address without spaces");
    PolicyText.require("a repository's name", repository);
    if (new Glob(repository).isWild()) {
      throw new Malformed("a policy is about one repository: its name has no wildcard");
    }
    repositoryId.ifPresent(Origin::requireId);
    ownerId.ifPresent(Origin::requireId);
  }

  void write(NoteWriter note) {
    note.line("platform", platform).line("issuer", issuer).line("repository", repository);
    repositoryId.ifPresent(id -> note.line("repository-id", id));
    ownerId.ifPresent(id -> note.line("owner-id", id));
  }

  static Origin read(NoteReader note) {
    return new Origin(
        note.value("platform"),
        note.value("issuer"),
        note.value("repository"),
        optional(note, "repository-id"),
        optional(note, "owner-id"));
  }

  private static Optional<String> optional(NoteReader note, String word) {
    return note.at(word) ? Optional.of(note.value(word)) : Optional.empty();
  }

  private static void requireId(String id) {
    requireForm(ID, id, "a repository's or owner's id has 1 to 64 characters of A-Z a-z 0-9 _ -");
  }

  private static void requireForm(Pattern form, String text, String otherwise) {
    if (text == null || !form.matcher(text).matches()) {
      throw new Malformed(otherwise);
    }
  }
}
