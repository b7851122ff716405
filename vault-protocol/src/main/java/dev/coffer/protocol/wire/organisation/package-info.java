/**
 * What do client and server say to each other about organisations, their chains and invitations?
 * Absent members are null.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.protocol.wire.organisation;
