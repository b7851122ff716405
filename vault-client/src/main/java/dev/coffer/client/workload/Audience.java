package dev.coffer.client.workload;

import dev.coffer.client.ClientException;
import java.util.Map;
import java.util.Optional;

/**
 * Whom an identity token is meant for, so that nobody else accepts it.
 *
 * @param chosen whether a person named it; else it is what every server accepts unless it is
 *     configured otherwise
 */
public record Audience(String value, boolean chosen) {
  /** The variable that names it. */
  public static final String VARIABLE = "COFFER_OIDC_AUDIENCE";

  /** What a server accepts as it comes. */
  public static final Audience DEFAULT = new Audience("coffer", false);

  private static final int LONGEST = 256;

  public Audience {
    if (value.isBlank() || value.length() > LONGEST || !value.chars().allMatch(Audience::plain)) {
      throw new ClientException.Usage(
          "an audience has 1 to " + LONGEST + " ASCII characters without spaces",
          "give --audience, or set " + VARIABLE);
    }
  }

  /** What was asked for, else what {@link #VARIABLE} says, else {@link #DEFAULT}. */
  public static Audience of(Optional<String> asked, Map<String, String> environment) {
    return asked
        .or(() -> Variable.of(environment, VARIABLE))
        .map(text -> new Audience(text, true))
        .orElse(DEFAULT);
  }

  private static boolean plain(int character) {
    return character > ' ' && character < 0x7f;
  }

  /**
   * Does nothing when {@code token} is for this audience.
   *
   * @param remedy how the token gets another one
   * @throws ClientException.Usage when it is for others: it is not shown to a server that it is not
   *     meant for
   */
  void require(IdentityToken token, String remedy) {
    if (!token.claims().audiences().contains(value)) {
      throw new ClientException.Usage(
          "the identity token is not for the audience '" + value + "', so it was not sent", remedy);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
