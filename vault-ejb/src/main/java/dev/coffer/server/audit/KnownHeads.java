package dev.coffer.server.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The heads that this server appended last, so that the next record of an owner need not ask for
 * its head first. Guesses: another server may have appended since, or the transaction rolled back.
 */
@ApplicationScoped
public class KnownHeads {
  private static final int MOST = 1_000;

  private final Map<String, AuditHead> heads =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AuditHead> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<AuditHead> of(String owner) {
    return Optional.ofNullable(heads.get(owner));
  }

  synchronized void appended(String owner, AuditHead head) {
    heads.remove(owner);
    heads.put(owner, head);
  }
}
