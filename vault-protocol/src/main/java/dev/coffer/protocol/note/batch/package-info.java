/**
 * Did one key make all of these signatures? Verifies many Ed25519 signatures with one sum of points
 * (RFC 8032 §8.2), in a quarter of the time that one after the other takes.
 *
 * <p>Nothing secret comes here: the time that it takes depends on the points and numbers. May
 * import Bouncy Castle's field of Curve25519 and the JDK.
 */
package dev.coffer.protocol.note.batch;
