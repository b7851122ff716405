package dev.coffer.client.format.text;

import dev.coffer.client.ClientException;
import java.util.SortedMap;

/** Writes variables so that one kind of consumer reads exactly these names and values. */
public interface VariablesText {
  /**
   * The whole text; empty or an empty map when there are no variables.
   *
   * @throws ClientException.Failed naming the variable that the format cannot carry
   */
  String write(SortedMap<String, String> variables);
}
