package dev.coffer.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Machine.Said;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every attack against the packaged command. Prints the table of {@code docs/threat-model.md} and
 * {@code n attacks, n refused}; the page must hold exactly that table. With {@code
 * -Dcoffer.docs.write=true} it is put there.
 */
@SuppressForbidden("its table is to be read")
final class HostileServerIT {
  private static final Path PAGE = Path.of("../docs/threat-model.md");
  private static final String BEGIN = "<!-- attacks: made by HostileServerIT -->\n";
  private static final String END = "<!-- end of attacks -->\n";
  private static final int TAMPERED = 6;

  private static List<Attack> attacks() {
    return List.of(
        new SubstitutedKeyAtInvite(),
        new SubstitutedKeyAtJoin(),
        new EarlyThief(),
        new SubstitutedKeyAtRotation(),
        new AddedMember(),
        new WidenedRole(),
        new DroppedRemoval(),
        new OldChain(),
        new SwappedBlobs(),
        new SwappedEnvironments(),
        new SwappedWraps(),
        new PlantedKey(),
        new ChangedAuthor(),
        new RolledBackVersion(),
        new ReplayedReceipt(),
        new ForkedChain());
  }

  @Test
  void everyAttack_isRefused_andChangesNothing() throws Exception {
    StringBuilder table =
        new StringBuilder("| the server tries to | it is refused because |\n|---|---|\n");
    List<String> failures = new ArrayList<>();
    try (Scene scene = new Scene()) {
      for (Attack attack : attacks()) {
        table.append("| " + attack.title() + " | " + attack.defence() + " |\n");
        Said said = attack.leavesAFork() ? onAnotherScene(attack) : on(scene, attack);
        if (said.status() != TAMPERED) {
          failures.add(attack.title() + ": " + said);
        }
      }
    }
    int refused = attacks().size() - failures.size();
    String line = attacks().size() + " attacks, " + refused + " refused";
    System.out.print("\n" + table + "\n" + line + "\n");
    assertThat(failures).isEmpty();
    assertPage(table + "\n" + line + "\n");
  }

  private static Said on(Scene scene, Attack attack) throws Exception {
    String held = scene.bob.run("get", "KEY");
    Said said = attack.attempt(scene);
    scene.requireSound(held, attack);
    return said;
  }

  private static Said onAnotherScene(Attack attack) throws Exception {
    try (Scene scene = new Scene()) {
      return attack.attempt(scene);
    }
  }

  private static void assertPage(String made) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("coffer.docs.write")) {
      Files.writeString(PAGE, page.substring(0, begin) + made + page.substring(end));
      return;
    }
    assertThat(page.substring(begin, end)).isEqualTo(made);
  }
}
