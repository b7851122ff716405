package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.client.store.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an invitation's link is left for whoever passes it on: a secret until it was used, so it is
 * in no answer. In a file of the profile, of mode 0600, whose place no caller chooses.
 */
record LinkFile(Path path) {

  /**
   * The file of one invitation.
   *
   * @param profile the profile's folder
   * @param invitation 32 hexadecimal digits
   */
  static LinkFile of(Path profile, String invitation) {
    return new LinkFile(profile.resolve("invitations").resolve(invitation + ".link"));
  }

  void write(InvitationLink link) {
    AtomicFile.writePrivate(path, (link.text() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void remove() {
    AtomicFile.delete(path);
  }

  /** The file's path, where there is one. */
  Optional<String> text() {
    return Files.exists(path) ? Optional.of(path.toString()) : Optional.empty();
  }
}
