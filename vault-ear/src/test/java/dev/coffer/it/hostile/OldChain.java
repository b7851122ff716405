package dev.coffer.it.hostile;

import dev.coffer.it.kit.Machine.Said;

/** The chain as it was yesterday. */
final class OldChain implements Attack {
  @Override
  public String title() {
    return "show an older, shorter chain";
  }

  @Override
  public String defence() {
    return "every machine keeps the head that it verified and refuses a chain that does not reach it";
  }

  @Override
  public boolean changesTheVictim() {
    return true;
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    scene.bob.run("pull");
    return scene.whileLying(scene.aboutTheChain(honest -> honest.subList(0, 2)), scene.bob, "pull");
  }
}
