/**
 * What do trust policies say, whoever reads and signs them? Between declared rules and what is
 * signed; from the client's lint to what a person is told; and what would become of a run.
 *
 * <p>May import {@code .declaration}, {@code .walk}, {@code dev.coffer.client.policy} and its
 * parts, and the protocol. Asks nobody.
 */
package dev.coffer.terraform.trust;
