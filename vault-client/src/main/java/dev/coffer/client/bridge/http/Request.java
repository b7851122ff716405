package dev.coffer.client.bridge.http;

import dev.coffer.protocol.Bytes;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One request, of which host, token and size were checked.
 *
 * @param path decoded segments
 * @param query as it stands in the address; may be null
 * @param header gives a header by its name, empty where it is absent
 */
public record Request(
    String method,
    List<String> path,
    String query,
    Function<String, Optional<String>> header,
    Bytes body) {
  private static final Pattern ESCAPED = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*");
  private static final Pattern JSON =
      Pattern.compile("application/json\\s*(;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);
  private static final String DRY_RUN = "dryRun=";

  /** The segments of the path of {@code address}, none of them empty. */
  public static List<String> segments(URI address) {
    String path = Optional.ofNullable(address.getRawPath()).orElse("");
    if (address.isAbsolute() || !path.startsWith("/")) {
      throw BridgeProblem.MALFORMED_REQUEST.because("a request names a path, and no other server");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(decoded(segment));
    }
    return segments;
  }

  private static String decoded(String segment) {
    if (segment.isEmpty() || !ESCAPED.matcher(segment).matches()) {
      throw BridgeProblem.NOT_FOUND.because("there is no such path");
    }
    String plain = segment.replace("+", "%2B");
    return URLDecoder.decode(plain, StandardCharsets.UTF_8);
  }

  /** Whether nothing is to be changed. */
  public boolean isDryRun() {
    if (query == null || query.isEmpty() || query.equals(DRY_RUN + "false")) {
      return false;
    }
    if (query.equals(DRY_RUN + "true")) {
      return true;
    }
    throw BridgeProblem.MALFORMED_REQUEST.because(
        "the one parameter is dryRun, which is true or false");
  }

  /** Does nothing when the resource is as the request expects; {@code now} is its tag. */
  public void require(Optional<EntityTag> now) {
    EntityTag.require(now, header.apply("If-Match"), header.apply("If-None-Match"));
  }

  /**
   * The body, one JSON object.
   *
   * @param members the only ones that it may have
   */
  public Fields fields(List<String> members) {
    String type = header.apply("Content-Type").orElse("");
    if (!JSON.matcher(type.strip()).matches()) {
      throw BridgeProblem.UNSUPPORTED_MEDIA_TYPE.because(
          "the body's Content-Type is not application/json");
    }
    return Fields.of(StrictJson.object(body.toArray()), members);
  }

  /** Does nothing when there is no body. */
  public void requireNoBody() {
    if (body.length() > 0) {
      throw BridgeProblem.MALFORMED_REQUEST.because("this method takes no body");
    }
  }

  @Override
  public String toString() {
    return "Request[" + method + "]";
  }
}
