package dev.coffer.it.hostile;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;

/** A removal that the others are not to hear of. */
final class DroppedRemoval implements Attack {
  @Override
  public String title() {
    return "keep a removal from the members";
  }

  @Override
  public String defence() {
    return "what was written since names the removal's event, and a chain without it is refused";
  }

  @Override
  public boolean changesTheVictim() {
    return true;
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    Teammate carla = Teammate.of(Running.H2, "carla", scene.server.uri());
    scene.anna.letsIn(scene.acme, carla);
    scene.bob.run("pull");
    scene.anna.run("org", "remove", carla.account());
    return scene.whileLying(
        scene.aboutTheChain(honest -> honest.subList(0, honest.size() - 1)), scene.bob, "pull");
  }
}
