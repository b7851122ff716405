package dev.coffer.client.format.source;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One YAML map of scalars. Reads the parser's events, so that a scalar keeps its text and nothing
 * nested is ever built.
 */
public final class YamlSource implements VariablesSource {
  private static final String STRING_TAG = "tag:yaml.org,2002:str";
  private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL");

  @Override
  public Map<String, String> read(String text, String source) {
    CollectedVariables variables = new CollectedVariables(source);
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setCodePointLimit(text.length() + 1).build();
    try {
      readStream(new Parse(settings).parseString(text).iterator(), variables);
    } catch (MarkedYamlEngineException e) {
      // Its message shows the text around the place, which may be a value.
      String line = e.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
      throw variables.unusable("it is not YAML" + line);
    } catch (YamlEngineException e) {
      throw variables.unusable("it is not YAML");
    }
    return variables.all();
  }

  private static void readStream(Iterator<Event> events, CollectedVariables variables) {
    events.next();
    if (!(events.next() instanceof DocumentStartEvent)) {
      return;
    }
    if (!(events.next() instanceof MappingStartEvent)) {
      throw variables.unusable("it is not one map of variables");
    }
    for (Event key = events.next(); !(key instanceof MappingEndEvent); key = events.next()) {
      String name = name(key, variables);
      variables.put(name, value(events.next(), name, variables));
    }
    events.next();
    if (!(events.next() instanceof StreamEndEvent)) {
      throw variables.unusable("it has more than one document");
    }
  }

  private static String name(Event key, CollectedVariables variables) {
    if (key instanceof ScalarEvent scalar) {
      return scalar.getValue();
    }
    throw variables.unusable("one of its keys is not a name");
  }

  private static String value(Event event, String name, CollectedVariables variables) {
    if (event instanceof AliasEvent) {
      throw variables.refused(name, "an alias is not taken");
    }
    if (!(event instanceof ScalarEvent scalar)) {
      throw variables.refused(name, "a map or a list is not a value");
    }
    if (scalar.getTag().filter(tag -> !tag.equals(STRING_TAG)).isPresent()) {
      throw variables.refused(name, "a value with a tag is not taken");
    }
    if (scalar.isPlain() && NULLS.contains(scalar.getValue())) {
      throw variables.refused(name, "null is not a value; \"\" is the empty one");
    }
    return scalar.getValue();
  }
}
