package dev.coffer.terraform.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** Leads to an attribute of a resource, data source or provider block. Immutable. */
public record AttributePath(List<Step> steps) {
  /** The block itself. */
  public static final AttributePath ROOT = new AttributePath(List.of());

  public AttributePath {
    steps = List.copyOf(steps);
  }

  /** One way down. */
  public sealed interface Step {}

  /** To an attribute by its name. */
  public record Name(String name) implements Step {}

  /** To an element of a map by its key. */
  public record Key(String key) implements Step {}

  public static AttributePath of(String name) {
    return ROOT.attribute(name);
  }

  public AttributePath attribute(String name) {
    return then(new Name(name));
  }

  public AttributePath key(String key) {
    return then(new Key(key));
  }

  private AttributePath then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new AttributePath(longer);
  }
}
