package dev.coffer.it.hostile;

import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.hostile.LyingServer.Lie;
import dev.coffer.it.hostile.LyingServer.Told;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Workplace;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The answer to an earlier push for one that was thrown away. */
final class ReplayedReceipt implements Attack {
  @Override
  public String title() {
    return "answer a push with an earlier push's answer";
  }

  @Override
  public String defence() {
    return "the answer names vault and version, and must name those that were sent";
  }

  @Override
  public boolean changesTheVictim() {
    return true;
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    AtomicReference<Told> earlier = new AtomicReference<>();
    scene.bob.run("pull");
    scene.bob.machine().expect(Workplace.random(), "set", "KEY");
    Said first =
        scene.whileLying(
            new Lie() {
              @Override
              public Told told(Asked asked, Told honest) {
                if (asked.is("POST", "/sync")) {
                  earlier.set(honest);
                }
                return honest;
              }
            },
            scene.bob,
            "push");
    if (first.status() != 0) {
      throw new AssertionError(first.toString());
    }
    scene.bob.machine().expect(Workplace.random(), "set", "KEY");
    Said second =
        scene.whileLying(
            new Lie() {
              @Override
              public Optional<Told> instead(Asked asked) {
                return asked.is("POST", "/sync") ? Optional.of(earlier.get()) : Optional.empty();
              }
            },
            scene.bob,
            "push");
    scene.bob.run("push");
    return second;
  }
}
