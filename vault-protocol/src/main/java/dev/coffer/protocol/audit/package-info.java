/**
 * Is an owner's audit log complete and unchanged? The canonical text of one entry and the hash that
 * links it to the one before.
 *
 * <p>May import {@code dev.coffer.protocol} and {@code .note}.
 */
package dev.coffer.protocol.audit;
