package dev.coffer.client.crypto;

import dev.coffer.client.crypto.text.VariablesText;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;

/** Seals the variables of one environment for one place, and opens them there only. */
public final class SectionSealing {
  private final SecureRandom random;

  /** What opens sections: a vault key, or keys of single environments. */
  public interface Keys {
    /**
     * The key of {@code place}'s environment; whoever asks destroys it.
     *
     * @throws CannotOpen when there is none here
     */
    EnvironmentKey environmentKey(SectionContext place);
  }

  public SectionSealing(SecureRandom random) {
    this.random = random;
  }

  /**
   * Seals {@code variables} under a content key of their own.
   *
   * @throws Malformed when a name or value holds half a character (an unpaired surrogate)
   * @throws CannotOpen when {@code keys} have none for {@code place}
   */
  public SealedSection seal(Keys keys, SectionContext place, SortedMap<String, String> variables) {
    byte[] plaintext = VariablesText.write(variables);
    EnvironmentKey environmentKey = keys.environmentKey(place);
    ContentKey contentKey = ContentKey.fresh(environmentKey, place.contentKeyInfo(), random);
    try {
      return contentKey.seal(place.associatedData(), plaintext, random);
    } finally {
      contentKey.destroy();
      environmentKey.destroy();
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /**
   * The variables that were sealed for {@code place}.
   *
   * @throws CannotOpen when key, place or any byte is another, or the content is not variables in
   *     their one form
   */
  public SortedMap<String, String> open(Keys keys, SectionContext place, SealedSection section) {
    EnvironmentKey environmentKey = keys.environmentKey(place);
    ContentKey contentKey =
        ContentKey.derive(environmentKey, section.salt().toArray(), place.contentKeyInfo());
    try {
      return VariablesText.read(contentKey.open(place.associatedData(), section));
    } catch (Malformed e) {
      throw new CannotOpen();
    } finally {
      contentKey.destroy();
      environmentKey.destroy();
    }
  }
}
