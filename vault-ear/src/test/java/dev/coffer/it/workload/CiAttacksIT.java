package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every attack on the exchange against the packaged server. Prints the table of {@code
 * docs/threat-model.md} and {@code n attacks, n refused}; the page must hold exactly that table.
 * With {@code -Dcoffer.docs.write=true} it is put there.
 */
@SuppressForbidden("its table is to be read")
final class CiAttacksIT {
  private static final Path PAGE = Path.of("../docs/threat-model.md");
  private static final String BEGIN = "<!-- attacks on CI: made by CiAttacksIT -->\n";
  private static final String END = "<!-- end of attacks on CI -->\n";

  @Test
  void everyAttack_isRefused_andChangesNothing() throws Exception {
    StringBuilder table = new StringBuilder("| somebody tries to | the answer |\n|---|---|\n");
    List<String> failures = new ArrayList<>();
    List<CiAttack> attacks = CiAttacks.all();
    try (CiScene scene = new CiScene()) {
      scene.requireSound();
      for (CiAttack attack : attacks) {
        table.append("| " + attack.title() + " | `" + attack.code() + "` |\n");
        String failure = failure(scene, attack);
        if (!failure.isEmpty()) {
          failures.add(attack.title() + ": " + failure);
        }
      }
      scene.requireSound();
    }
    String line = attacks.size() + " attacks, " + (attacks.size() - failures.size()) + " refused";
    System.out.print("\n" + table + "\n" + line + "\n");
    assertThat(failures).isEmpty();
    assertPage(table + "\n" + line + "\n");
  }

  /**
   * Attacks with a bad token change nothing at all; the others compare for themselves what comes
   * after the honest part that they begin with.
   */
  private static String failure(CiScene scene, CiAttack attack) throws Exception {
    boolean honestFirst = CiPolicyAttacks.all().stream().anyMatch(attack::isLike);
    String before = scene.state();
    Answer answer = attack.attempt().by(scene);
    if (answer.status() < 400 || !attack.code().equals(answer.problem().code())) {
      return answer.toString();
    }
    return honestFirst || scene.state().equals(before) ? "" : "the state has changed";
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
