package dev.coffer.client.workload;

import com.google.gson.JsonObject;
import dev.coffer.client.ClientException;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The token by which a CI platform says which job this is: a signed JWT in its compact form (RFC
 * 7519 §3). Whoever has it is the job, so it is never shown.
 */
public final class IdentityToken {
  /** With what stands around it, it must fit into a request of 32 KiB. */
  private static final int LONGEST = 24 * 1024;

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private final String text;

  private IdentityToken(String text) {
    this.text = text;
  }

  /**
   * Reads a token; white space around it, such as a file's last line end, is dropped.
   *
   * @param source where it comes from, for messages
   * @throws ClientException.Usage when it has not the form of a signed JWT
   */
  public static IdentityToken of(String text, String source) {
    String token = text.strip();
    if (token.length() > LONGEST || !FORM.matcher(token).matches()) {
      throw new ClientException.Usage(
          source + " gives no identity token: it is no signed JWT",
          "it has three parts with dots between them, and at most " + LONGEST + " characters");
    }
    return new IdentityToken(token);
  }

  /** The token itself, to be sent to a server. */
  public String text() {
    return text;
  }

  /** What it says, which nobody has verified here: good for explanations and for nothing else. */
  public UnverifiedClaims claims() {
    try {
      byte[] payload = Base64.getUrlDecoder().decode(text.split("\\.", -1)[1]);
      return new UnverifiedClaims(
          WireJson.read(new String(payload, StandardCharsets.UTF_8), JsonObject.class));
    } catch (IllegalArgumentException | Malformed e) {
      throw new ClientException.Usage(
          "the identity token cannot be read", "its middle part is base64url of a JSON object");
    }
  }

  @Override
  public String toString() {
    return "IdentityToken[redacted]";
  }
}
