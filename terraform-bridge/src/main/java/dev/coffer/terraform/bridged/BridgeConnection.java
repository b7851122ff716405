package dev.coffer.terraform.bridged;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.coffer.client.ClientException;
import dev.coffer.terraform.bridged.Bridge.Answer;
import dev.coffer.terraform.bridged.Bridge.Request;
import dev.coffer.terraform.bridged.way.Asked;
import dev.coffer.terraform.bridged.way.NotAccepted;
import dev.coffer.terraform.bridged.way.Replied;
import dev.coffer.terraform.bridged.way.Way;
import dev.coffer.terraform.credential.PrivateFile;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said to one bridge, and understood of its answers. What the token file holds is shown
 * with each request, and stands nowhere else.
 */
final class BridgeConnection {
  private static final PrivateFile TOKEN =
      new PrivateFile(
          "give bridge_token_file the path that 'coffer bridge' has named when it started",
          "remove it and start the bridge again: it makes another one");

  private final Way way;
  private final Path tokenFile;

  BridgeConnection(Way way, Path tokenFile) {
    this.way = way;
    this.tokenFile = tokenFile;
  }

  /**
   * What the bridge answers, whatever that is.
   *
   * @throws Declined when it answers nothing, or what no bridge answers
   */
  Answer send(Request request) {
    try {
      Replied replied = way.send(asked(request));
      if (replied.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
        throw unknownToken();
      }
      return new Answer(replied.status(), object(replied.body()), replied.tag());
    } catch (ProtocolException e) {
      throw Shown.foreign(new UncheckedIOException(e));
    } catch (NotAccepted e) {
      throw busy();
    } catch (IOException e) {
      throw unreachable();
    } catch (ClientException e) {
      throw new Declined(Reason.REFUSED, e.getMessage(), e.hint().orElse(""));
    }
  }

  private Asked asked(Request request) {
    Map<String, String> headers = new TreeMap<>(request.condition());
    headers.put("Authorization", "Bearer " + token());
    if (request.body().isPresent()) {
      headers.put("Content-Type", "application/json");
    }
    return new Asked(request.method(), request.route().text(), headers, request.body().orElse(""));
  }

  /** What cannot stand in a header is no token, and would be repeated by whoever refuses it. */
  private String token() {
    String token = TOKEN.read(tokenFile);
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new Declined(
          Reason.REFUSED,
          "what " + tokenFile + " holds is no bridge's token",
          "give bridge_token_file the path that 'coffer bridge' has named when it started");
    }
    return token;
  }

  private Declined unreachable() {
    return new Declined(
        Reason.UNREACHABLE,
        "the bridge at " + way + " does not answer",
        "start it, 'coffer bridge --listen "
            + way.listen()
            + "', or take bridge out of the provider block");
  }

  private Declined busy() {
    return new Declined(
        Reason.UNREACHABLE,
        "the bridge at " + way + " takes no connections; nothing was sent to it",
        "it is stopped, or has too many to answer: let it go on ('kill -CONT' and its process id)"
            + " or try again later; otherwise end it and start it again, 'coffer bridge --listen "
            + way.listen()
            + "'");
  }

  private Declined unknownToken() {
    return new Declined(
        Reason.REFUSED,
        "the bridge at " + way + " does not know the token in " + tokenFile,
        "give bridge_token_file the path that this bridge has named when it started");
  }

  private static JsonObject object(String text) {
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw Shown.foreign(e);
    }
  }
}
