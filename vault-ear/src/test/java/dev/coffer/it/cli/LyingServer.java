package dev.coffer.it.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Middleman;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A real server behind somebody who changes what it says of audit logs. */
final class LyingServer extends Middleman {

  /** What it does to the records of each page. */
  volatile Consumer<JsonArray> lie = LyingServer::honestly;

  /** Whether it answers nothing at all. */
  volatile boolean away;

  private LyingServer(CofferServer behind) throws IOException {
    super(behind);
  }

  static LyingServer before(CofferServer behind) throws IOException {
    LyingServer lying = new LyingServer(behind);
    lying.start();
    return lying;
  }

  static void honestly(JsonArray entries) {}

  @Override
  protected boolean passes(String method, String path) {
    return !away;
  }

  @Override
  protected byte[] body(String path, HttpResponse<byte[]> honest) {
    if (!path.endsWith("/audit") || honest.statusCode() != 200) {
      return honest.body();
    }
    String text = new String(honest.body(), StandardCharsets.UTF_8);
    JsonObject page = JsonParser.parseString(text).getAsJsonObject();
    lie.accept(page.getAsJsonArray("entries"));
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }
}
