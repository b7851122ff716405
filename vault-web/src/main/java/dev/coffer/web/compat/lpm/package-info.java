/**
 * What does the {@code lpm} command expect beside the vault routes? Its names for signing in and
 * out, its way of sharing with an organisation, and what it sets for CI runs.
 *
 * <p>May import {@code web.security}, {@code web.signing}, {@code web.retry}, {@code web.json},
 * {@code web.parameter}, the account, token, vault, escrow and lpm beans, the protocol and Jakarta
 * REST.
 */
package dev.coffer.web.compat.lpm;
