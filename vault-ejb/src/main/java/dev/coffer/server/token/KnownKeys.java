package dev.coffer.server.token;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/**
 * Remembers in the database which key the servers sign with, so that a server with another one is
 * noticed before its tokens are refused elsewhere.
 */
@Stateless
public class KnownKeys {
  @PersistenceContext private EntityManager em;
  @Inject private SigningKeys keys;

  /** Records this server's key if the database knows none yet. */
  public void introduce() {
    if (recorded().isEmpty()) {
      em.persist(new KnownKey(keys.thumbprint()));
      em.flush();
    }
  }

  /** Whether this server signs with the key that the database knows. */
  public boolean matches() {
    return recorded().filter(keys.thumbprint()::equals).isPresent();
  }

  private Optional<String> recorded() {
    return Optional.ofNullable(em.find(KnownKey.class, KnownKey.CURRENT)).map(KnownKey::thumbprint);
  }
}
