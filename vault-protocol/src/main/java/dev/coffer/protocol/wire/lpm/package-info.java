/**
 * What do {@code lpm} clients and server say to each other about organisations and the keys of
 * their members? Absent members are null, except where an empty {@link java.util.Optional} is
 * written as {@code null}.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.protocol.wire.lpm;
