package dev.coffer.it.hostile;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.kit.Machine.Said;

/** Version 1, again. */
final class RolledBackVersion implements Attack {
  @Override
  public String title() {
    return "give an old version as the newest";
  }

  @Override
  public String defence() {
    return "no version below the highest one seen, below coffer.json's, or below one that a removal names is taken";
  }

  @Override
  public boolean changesTheVictim() {
    return true;
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    scene.annaGoesOn();
    scene.bob.run("pull");
    scene.annaGoesOn();
    return scene.whileLying(
        scene.aboutPulls(
            Scene.vault(scene.bob.machine()),
            (asked, body) -> {
              String path = asked.path().replaceAll("\\?.*", "") + "?version=1";
              JsonObject old =
                  JsonParser.parseString(
                          scene.server.truth(new Asked("GET", path, "", asked.bearer())).body())
                      .getAsJsonObject();
              old.addProperty("headVersion", 1);
              return old;
            }),
        scene.bob,
        "pull");
  }
}
