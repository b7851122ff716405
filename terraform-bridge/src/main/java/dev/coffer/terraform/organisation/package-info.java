/**
 * How is an organisation declared? {@code coffer_organization}: that it is there; its members are
 * resources of their own.
 *
 * <p>May import {@code .resource} and what that may import, and the protocol's names.
 */
package dev.coffer.terraform.organisation;
