package dev.coffer.it.hostile;

import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.hostile.LyingServer.Lie;
import dev.coffer.it.hostile.LyingServer.Told;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Two chains, each of them signed by an owner: one for anna, another for bob. */
final class ForkedChain implements Attack {
  @Override
  public String title() {
    return "show two members two chains";
  }

  @Override
  public String defence() {
    return "an event names the one before it, so a chain that was split cannot be joined again: the first new event is refused";
  }

  @Override
  public boolean leavesAFork() {
    return true;
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    AtomicReference<String> kept = new AtomicReference<>();
    scene.whileLying(
        new Lie() {
          @Override
          public Optional<Told> instead(Asked asked) {
            if (!asked.is("POST", "/chain")) {
              return Optional.empty();
            }
            kept.set(Scene.JSON.fromJson(asked.body(), AppendMembership.class).event());
            return Optional.of(new Told(201, "{}", Optional.empty(), false));
          }
        },
        scene.bobsAdmin(),
        "org",
        "invite",
        "--org",
        scene.acme);
    scene.anna.invites(scene.acme);
    scene.anna.run("org", "show", scene.acme);
    return scene.whileLying(
        scene.aboutTheChain(honest -> split(honest, kept.get())), scene.anna, "pull");
  }

  private static List<String> split(List<String> honest, String kept) {
    List<String> other = new ArrayList<>(honest);
    other.add(kept);
    return other;
  }
}
