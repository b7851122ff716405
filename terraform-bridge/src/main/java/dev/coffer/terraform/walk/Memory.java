package dev.coffer.terraform.walk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that was seen, which a change makes void. Safe for several threads. */
public final class Memory {
  private final List<Seen<?, ?>> seen = new CopyOnWriteArrayList<>();

  /** A part of it. */
  public <K, V> Seen<K, V> seen() {
    Seen<K, V> part = new Seen<>();
    seen.add(part);
    return part;
  }

  /** Nothing that was seen holds any more. */
  public void forget() {
    seen.forEach(Seen::forget);
  }
}
