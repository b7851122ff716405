/**
 * How does a secret get into a vault and out again without being stored on the way? {@code
 * coffer_secret} takes it in and keeps a commitment; the ephemeral {@code coffer_secrets} gives all
 * of an environment out for the time of one command.
 *
 * <p>May import {@code .resource} and what that may import, and the protocol's names.
 */
package dev.coffer.terraform.secret;
