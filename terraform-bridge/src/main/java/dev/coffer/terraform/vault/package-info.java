/**
 * How is a vault declared? {@code coffer_vault}: that it is there, whose it is and what it is
 * called; what is in it is no business of this resource.
 *
 * <p>May import {@code .resource} and what that may import, and the protocol's names.
 */
package dev.coffer.terraform.vault;
