package dev.coffer.it.kit;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A real server behind somebody who writes down what is asked. */
public final class CountedServer extends Middleman {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Is told of each request before it is passed on. */
  public volatile Consumer<String> witness = line -> {};

  private CountedServer(CofferServer behind) throws IOException {
    super(behind);
  }

  public static CountedServer before(CofferServer behind) throws IOException {
    CountedServer counted = new CountedServer(behind);
    counted.start();
    return counted;
  }

  /** Method and path of every request since the last time this was asked. */
  public List<String> asked() {
    List<String> since = List.copyOf(asked);
    asked.clear();
    return since;
  }

  @Override
  protected boolean passes(String method, String path) {
    String line = method + " " + path;
    asked.add(line);
    witness.accept(line);
    return true;
  }
}
