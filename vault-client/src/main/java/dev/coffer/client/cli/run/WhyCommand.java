package dev.coffer.client.cli.run;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.layer.Layer;
import dev.coffer.client.layer.LayerSource;
import dev.coffer.client.layer.Layers;
import dev.coffer.client.layer.References;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer why KEY}. */
@Command(
    name = "why",
    description = "Show which layer the value of a variable comes from.",
    footer = {"  coffer why API_KEY", "  coffer why API_KEY --with ../common:production"})
public final class WhyCommand extends LayeredCommand {
  private static final String MASK = "***";

  @Parameters(paramLabel = "KEY", description = "The variable's name.")
  private String key;

  @Option(names = "--reveal", description = "Show the values as well.")
  private boolean reveal;

  public WhyCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    LayerSource source = source();
    Layers layers = layers(source);
    List<Layer> having = layers.having(key);
    if (having.isEmpty()) {
      throw new ClientException.NotFound(
          "no layer has a variable of this name: " + String.join(", ", layers.names()),
          "run 'coffer list' for the names");
    }
    References references = new References(layers, source);
    String value = resolves() ? references.value(key) : having.get(0).variables().get(key);
    List<String> named = resolves() ? references.named(key) : List.of();
    if (json()) {
      terminal().printJson(shape(having, value, named));
    } else {
      print(having, value, named);
    }
  }

  private void print(List<Layer> having, String value, List<String> named) {
    terminal().print(key + "=" + (reveal ? value : MASK));
    terminal().print("  from " + having.get(0).name());
    named.forEach(name -> terminal().printPlain("  with " + name));
    for (Layer shadowed : having.subList(1, having.size())) {
      String hidden = reveal ? ", where it is " + shadowed.variables().get(key) : "";
      terminal().print("  over " + shadowed.name() + hidden);
    }
  }

  private Map<String, Object> shape(List<Layer> having, String value, List<String> named) {
    Map<String, Object> shape = object("key", key, "layer", having.get(0).name());
    if (reveal) {
      shape.put("value", value);
    }
    shape.put("references", named);
    shape.put("shadows", having.stream().skip(1).map(this::shape).toList());
    return shape;
  }

  private Map<String, Object> shape(Layer layer) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("layer", layer.name());
    if (reveal) {
      shape.put("value", layer.variables().get(key));
    }
    return shape;
  }
}
