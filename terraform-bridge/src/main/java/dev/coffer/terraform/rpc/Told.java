package dev.coffer.terraform.rpc;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import java.util.function.Supplier;

/** Makes a refusal an error that a person reads. */
final class Told {
  private Told() {}

  /** What {@code act} gives, or {@code otherwise} after a refusal. */
  static <T> T or(T otherwise, Diagnostics out, Supplier<T> act) {
    try {
      return act.get();
    } catch (Declined e) {
      out.error(AttributePath.ROOT, e.getMessage(), e.advice());
      return otherwise;
    }
  }
}
