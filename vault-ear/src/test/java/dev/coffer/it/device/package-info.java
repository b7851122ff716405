/**
 * Which device may do what, and can one that lost its rights come back? Over HTTP, named request →
 * status.
 *
 * <p>May import {@code it.kit}, the protocol and the client's crypto.
 */
package dev.coffer.it.device;
