/**
 * Who can open a vault of an organisation with an {@code lpm} client? The public keys that accounts
 * published, the content keys wrapped to them, and the proof that replacing one's key takes.
 *
 * <p>May import {@code access}, {@code account}, {@code audit}, {@code organisation}, {@code
 * password}, {@code problem}, {@code signin}, {@code sql} and the protocol.
 */
package dev.coffer.server.lpm;
