/**
 * Did anything between server and client change this answer? The keyed digest over a response body.
 *
 * <p>May import {@code dev.coffer.protocol} and the JDK.
 */
package dev.coffer.protocol.signature;
