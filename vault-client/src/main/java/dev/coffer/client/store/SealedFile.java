package dev.coffer.client.store;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.StoreKey;
import dev.coffer.client.crypto.StoreSealing;
import dev.coffer.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** One file of text that only this machine and profile can open, and only under its own name. */
public final class SealedFile {
  private final Path path;
  private final String purpose;
  private final StoreKey key;
  private final StoreSealing sealing;

  SealedFile(Path path, String purpose, StoreKey key, StoreSealing sealing) {
    this.path = path;
    this.purpose = purpose;
    this.key = key;
    this.sealing = sealing;
  }

  public Path path() {
    return path;
  }

  /** The name under which its folder gives it. */
  public String name() {
    return purpose;
  }

  /**
   * The text, or empty when nothing was written yet.
   *
   * @throws ClientException.LocalStore when the file was damaged or sealed with another key
   */
  public Optional<String> read() {
    return AtomicFile.read(path).map(this::open);
  }

  private String open(byte[] sealed) {
    try {
      return PackedText.read(sealing.open(key, purpose, Bytes.of(sealed)));
    } catch (CannotOpen | DataFormatException e) {
      throw damaged();
    }
  }

  /**
   * Whether nothing is lost where it is damaged, since it is made anew from what is verified again.
   */
  public boolean isMadeAnew() {
    return DamagedFile.isMadeAnew(purpose);
  }

  /** What to tell a person whose file is not what was written. */
  public ClientException damaged() {
    return new ClientException.LocalStore(
        "the local file " + path + " is damaged, or the machine key is another one",
        DamagedFile.hint(purpose),
        null);
  }

  /** Replaces the text. */
  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Replaces the text, which takes less room then and less time to open: for long texts of public
   * things alone, since the file's length shows how much their content repeats itself.
   */
  public void writePacked(String text) {
    write(PackedText.of(text));
  }

  private void write(byte[] content) {
    AtomicFile.writePrivate(path, sealing.seal(key, purpose, content).toArray());
  }

  public void delete() {
    AtomicFile.delete(path);
  }
}
