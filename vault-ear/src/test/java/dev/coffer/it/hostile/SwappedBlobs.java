package dev.coffer.it.hostile;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.kit.Machine.Said;

/** Another vault's content. */
final class SwappedBlobs implements Attack {
  @Override
  public String title() {
    return "give one vault's content as another's";
  }

  @Override
  public String defence() {
    return "the vault's id is in the signed manifest, in every key and in the associated data";
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
              Asked swapped = new Asked("GET", path, "", asked.bearer());
              JsonObject other =
                  JsonParser.parseString(scene.server.truth(swapped).body()).getAsJsonObject();
              other.add("vaultId", body.get("vaultId"));
              other.add("version", body.get("version"));
              other.add("headVersion", body.get("headVersion"));
              return other;
            }),
        scene.bob,
        "pull");
  }
}
