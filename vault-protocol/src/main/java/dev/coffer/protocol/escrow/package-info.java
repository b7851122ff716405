/**
 * What may the server open for a CI run, and how does it answer one? Environment keys sealed to the
 * server's escrow key and signed by their author's device, and answers sealed to one run.
 *
 * <p>May import the root package, {@code note} and {@code policy}.
 */
package dev.coffer.protocol.escrow;
