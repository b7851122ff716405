package dev.coffer.server.escrow.key;

import dev.coffer.protocol.KeyId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;

/** Where the versions of the escrow key are kept. */
interface KeySource {
  /** What the alias of every version begins with; its id follows. */
  String ALIAS = "coffer-escrow-";

  /** What the certificates of the versions say. */
  String CERTIFICATE = "Coffer escrow";

  /** All versions that are there now, other servers' too. */
  Map<KeyId, EscrowPair> load() throws GeneralSecurityException, IOException;

  /** Makes another version, and keeps it before it is answered. One server at a time. */
  EscrowPair add() throws GeneralSecurityException, IOException;
}
