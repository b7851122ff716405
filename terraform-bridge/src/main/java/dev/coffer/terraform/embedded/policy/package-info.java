/**
 * How are trust policies written on either side of the seam? Between declared rules and what is
 * signed, and from the client's lint to what a person is told.
 *
 * <p>May import {@code .declaration}, {@code dev.coffer.client.policy} and its parts, and the
 * protocol.
 */
package dev.coffer.terraform.embedded.policy;
