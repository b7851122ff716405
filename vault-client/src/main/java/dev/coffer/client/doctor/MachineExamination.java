package dev.coffer.client.doctor;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.crypto.MachineKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the machine key and the files that it seals are both there. */
final class MachineExamination {
  private static final String AGAIN =
      "; or move it away and run 'coffer login': this machine is a new device then, to be approved"
          + " from another one or with 'coffer recovery use'";

  private final Workspace workspace;
  private final Path folder;

  MachineExamination(Workspace workspace) {
    this.workspace = workspace;
    this.folder = workspace.profile().folder();
  }

  List<Finding> findings() {
    try {
      return workspace.machine().exists() ? withPlace() : withoutPlace();
    } catch (ClientException.LocalStore e) {
      return List.of(
          Finding.of(
              "machine_file_damaged",
              e,
              "without it, nobody knows where the machine key is, and nothing local opens",
              "restore it from a backup"));
    }
  }

  private List<Finding> withoutPlace() {
    if (contains(folder, "", ".sealed")) {
      return List.of(
          Finding.broken(
              "store_without_key",
              "there are sealed files in " + folder + ", but no machine.json that names their key",
              "the local copies cannot be opened; what was never pushed is in them alone",
              "restore " + folder + " from a backup" + AGAIN));
    }
    String prefix = "coffer~" + workspace.profile().name() + "~";
    if (contains(workspace.profile().keyFolder(), prefix, ".key")) {
      return List.of(
          Finding.broken(
              "key_without_store",
              "there is a machine key of this profile, but nothing that it seals",
              "the folder " + folder + " is lost, or another COFFER_HOME was meant",
              "restore that folder from a backup, or run 'coffer login' to begin as a new device"));
    }
    return List.of(
        Finding.broken(
            "no_machine_key",
            "profile '" + workspace.profile().name() + "' has no machine key",
            "nothing was ever set or signed in with it on this machine",
            "run 'coffer login'; is COFFER_PROFILE or COFFER_HOME the one you mean?"));
  }

  private List<Finding> withPlace() {
    Optional<MachineKey> key;
    try {
      key = workspace.machine().found();
    } catch (ClientException.KeychainUnusable e) {
      return List.of(
          Finding.of(
              "keychain_unusable",
              e,
              "the machine key is in there; until it is read, nothing local opens",
              "unlock the keychain in your desktop session"));
    }
    if (key.isEmpty()) {
      return List.of(
          Finding.broken(
              "machine_key_gone",
              "the machine key of profile '" + workspace.profile().name() + "' is gone",
              "nothing local opens without it; the vaults on the server are not affected",
              "restore the keychain, then " + folder + " opens again" + AGAIN));
    }
    key.get().destroy();
    return contains(folder, "", ".sealed") ? List.of() : List.of(emptyStore());
  }

  private Finding emptyStore() {
    return Finding.broken(
        "key_without_store",
        "there is a machine key, but " + folder + " holds nothing that it seals",
        "the session, the verified device chain and the local copies are not there",
        "run 'coffer login', then 'coffer pull' in your projects");
  }

  private static boolean contains(Path folder, String prefix, String suffix) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .anyMatch(name -> name.startsWith(prefix) && name.endsWith(suffix));
    } catch (IOException e) {
      return false; // told as an unreadable folder
    }
  }
}
