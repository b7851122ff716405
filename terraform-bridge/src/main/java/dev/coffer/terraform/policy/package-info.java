/**
 * How is declared which CI runs may read a vault? {@code coffer_oidc_policy}, and {@code
 * coffer_oidc_verdict}, which tells what would become of a run.
 *
 * <p>May import {@code .resource} and what that may import, and the protocol's rules of policies.
 */
package dev.coffer.terraform.policy;
