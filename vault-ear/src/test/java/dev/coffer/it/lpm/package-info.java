/**
 * Can {@code lpm} clients work in an organisation that allows them, and what do they get where it
 * does not? Their side is written from the description of their wire and the JDK alone.
 *
 * <p>May import {@code it.kit}.
 */
package dev.coffer.it.lpm;
