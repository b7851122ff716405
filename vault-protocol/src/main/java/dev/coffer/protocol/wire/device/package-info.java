/**
 * What do client and server say to each other about devices and their pairing? Absent members are
 * null.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.protocol.wire.device;
