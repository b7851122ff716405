package dev.coffer.client.merge;

import dev.coffer.client.ClientException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Lets a person decide in a text.
 *
 * @param editor gives the text to the person and answers what they made of it
 * @param again whether the person wants to go on with a text that was refused for this reason
 */
public record EditedResolution(UnaryOperator<String> editor, Predicate<String> again)
    implements Resolution {

  @Override
  public List<Decision> decide(List<KeyConflict> conflicts) {
    ConflictText form = new ConflictText(conflicts);
    String text = form.write();
    while (true) {
      text = editor.apply(text);
      try {
        return form.read(text);
      } catch (ClientException.Conflict e) {
        if (!again.test(e.getMessage())) {
          throw e;
        }
      }
    }
  }
}
