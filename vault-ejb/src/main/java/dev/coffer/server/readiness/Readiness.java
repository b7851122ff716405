package dev.coffer.server.readiness;

/** What one look at the database found. */
public enum Readiness {
  READY,
  /** The tables are there, and the servers that share them sign with another key than this one. */
  OTHER_SIGNING_KEY,
  /** Something is, or would be, escrowed under a version of the escrow key that is not here. */
  OTHER_ESCROW_KEY
}
