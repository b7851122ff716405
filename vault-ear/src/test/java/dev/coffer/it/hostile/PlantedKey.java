package dev.coffer.it.hostile;

import dev.coffer.it.kit.Machine.Said;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.envelope.WrappedKey;

/** A vault key of the server's own choice, wrapped for the victim. */
final class PlantedKey implements Attack {
  @Override
  public String title() {
    return "plant a vault key of its own";
  }

  @Override
  public String defence() {
    return "a wrapped key counts only with the signature of a device of the chain";
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    scene.annaGoesOn();
    return scene.whileLying(
        scene.aboutPulls(
            Scene.vault(scene.bob.machine()),
            (asked, body) -> {
              WrappedKey honest = WrappedKey.parse(body.get("wrappedKey").getAsString());
              Bytes sealed = Bytes.of(new byte[WrappedKey.SEALED_LENGTH]);
              body.addProperty(
                  "wrappedKey", WrappedKey.sign(honest.context(), sealed, scene.liar).format());
              return body;
            }),
        scene.bob,
        "pull");
  }
}
