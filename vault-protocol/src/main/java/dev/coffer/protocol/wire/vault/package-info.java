/**
 * What do client and server say to each other about vaults? The JSON bodies of {@code /api/vaults};
 * absent members are null.
 *
 * <p>May import the JDK only: both ends map these records with the library they already have.
 */
package dev.coffer.protocol.wire.vault;
