package dev.coffer.it.hostile;

import dev.coffer.it.kit.Machine.Said;

/** One environment's sealed section under another one's name. */
final class SwappedEnvironments implements Attack {
  @Override
  public String title() {
    return "give one environment's content as another's";
  }

  @Override
  public String defence() {
    return "the manifest has the digest of each environment's section, whose key and associated data name the environment";
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    scene.annaGoesOn();
    return scene.whileLying(
        scene.aboutPulls(
            Scene.vault(scene.bob.machine()),
            (asked, body) -> {
              String blob = body.get("encryptedBlob").getAsString();
              body.addProperty("encryptedBlob", swap(blob));
              return body;
            }),
        scene.bob,
        "pull");
  }

  private static String swap(String blob) {
    String start = "section default ";
    String second = "section staging ";
    int a = blob.indexOf(start) + start.length();
    int b = blob.indexOf(second) + second.length();
    String one = blob.substring(a, blob.indexOf('\n', a));
    String two = blob.substring(b, blob.indexOf('\n', b));
    return blob.replace(start + one, start + "@")
        .replace(second + two, second + one)
        .replace(start + "@", start + two);
  }
}
