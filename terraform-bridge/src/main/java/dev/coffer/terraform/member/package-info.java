/**
 * How is it declared who belongs to an organisation and what they may do? {@code coffer_membership}
 * and {@code coffer_grant}.
 *
 * <p>May import {@code .resource} and what that may import, and the protocol's names.
 */
package dev.coffer.terraform.member;
