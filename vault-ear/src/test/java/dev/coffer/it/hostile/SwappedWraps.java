package dev.coffer.it.hostile;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.kit.Machine.Said;

/** Another vault's wrapped key. */
final class SwappedWraps implements Attack {
  @Override
  public String title() {
    return "give one vault's wrapped key as another's";
  }

  @Override
  public String defence() {
    return "a wrapped key is signed with vault, epoch, scope and recipient, and HPKE's info has them too";
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    scene.annaGoesOn();
    String mine = Scene.vault(scene.bob.machine());
    String others = Scene.vault(scene.other);
    return scene.whileLying(
        scene.aboutPulls(
            mine,
            (asked, body) -> {
              String path = asked.path().replace(mine, others).replaceAll("\\?.*", "");
              JsonObject other =
                  JsonParser.parseString(
                          scene.server.truth(new Asked("GET", path, "", asked.bearer())).body())
                      .getAsJsonObject();
              body.add("wrappedKey", other.get("wrappedKey"));
              return body;
            }),
        scene.bob,
        "pull");
  }
}
