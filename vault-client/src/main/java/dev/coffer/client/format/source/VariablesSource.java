package dev.coffer.client.format.source;

import dev.coffer.client.ClientException;
import java.util.Map;

/** Reads the variables of one kind of file. */
public interface VariablesSource {
  /**
   * The variables of {@code text}.
   *
   * @param source what messages call it
   * @throws ClientException.Usage naming the place that is not a variable, never a value
   */
  Map<String, String> read(String text, String source);
}
