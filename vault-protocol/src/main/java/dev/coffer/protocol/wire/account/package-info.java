/**
 * What do client and server say to each other about accounts, sessions and access tokens? Absent
 * members are null.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.protocol.wire.account;
