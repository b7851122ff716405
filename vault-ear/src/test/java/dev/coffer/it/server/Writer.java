package dev.coffer.it.server;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pushes one version after the other until the server is gone, and remembers what it sent. */
final class Writer implements Callable<Void> {
  // Below the length of the history that the server keeps, so that all of it can be looked at.
  private static final int MOST_VERSIONS = 90;

  private final Person person;
  private final LocalVault vault;
  private final List<PushVault> sent = new CopyOnWriteArrayList<>();

  Writer(Person person) throws IOException {
    this.person = person;
    this.vault = LocalVault.of(person);
  }

  @Override
  public Void call() {
    while (vault.version() < MOST_VERSIONS) {
      PushVault next = vault.seal(Map.of("N", Integer.toString(vault.version() + 1)));
      sent.add(next);
      Answer answer;
      try {
        answer = person.api().post(vault.route(), next);
      } catch (IOException e) {
        return null;
      }
      answer.require(200);
      vault.accept(next);
    }
    return null;
  }

  Person person() {
    return person;
  }

  String route() {
    return vault.route();
  }

  /** The last version for which the server has answered. */
  int acknowledged() {
    return vault.version();
  }

  /** The envelope that was sent as {@code version}. */
  String sent(int version) {
    return sent.get(version - 1).encryptedBlob();
  }

  /** Goes on from {@code version}, which is the last one that was sent or the one before. */
  void pushAfter(int version) throws IOException {
    if (version > vault.version()) {
      vault.accept(sent.get(version - 1));
    }
    person.api().post(vault.route(), vault.seal(Map.of("AFTER", "1"))).require(200);
  }
}
