package dev.coffer.client.format.source;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** A properties file of Java, read as {@link Properties} does: the last of equal keys counts. */
public final class PropertiesSource implements VariablesSource {
  @Override
  public Map<String, String> read(String text, String source) {
    CollectedVariables variables = new CollectedVariables(source);
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw variables.unusable("one of its \\u escapes is malformed");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      variables.put(name, properties.getProperty(name));
    }
    return variables.all();
  }
}
