package dev.coffer.client.history;

import dev.coffer.client.payload.Trail;
import dev.coffer.protocol.chain.ChainDevice;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A trail with the names of accounts and devices; it goes on only as far as it is asked to. */
final class Walk implements Iterator<Snapshot> {
  private final Trail trail;
  private final VersionLog log;
  private Optional<Trail.Step> ahead = Optional.empty();

  Walk(Trail trail, VersionLog log) {
    this.trail = trail;
    this.log = log;
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty()) {
      ahead = trail.next();
    }
    return ahead.isPresent();
  }

  @Override
  public Snapshot next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Trail.Step step = ahead.orElseThrow();
    ahead = Optional.empty();
    Optional<ChainDevice> author = step.author();
    Stamp stamp =
        new Stamp(
            step.version(),
            step.time(),
            author.map(device -> device.keys().keyId()),
            author.map(device -> device.name().value()),
            log.account(step.version()));
    return new Snapshot(stamp, step.closed(), step.contents());
  }
}
