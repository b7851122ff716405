/**
 * What does the {@code lpm} command expect beside the vault routes? Its names for signing in and
 * out, and its way of sharing with an organisation.
 *
 * <p>May import {@code web.security}, {@code web.signing}, {@code web.retry}, {@code web.json},
 * {@code web.parameter}, the account, token, vault and lpm beans, the protocol and Jakarta REST.
 */
package dev.coffer.web.compat.lpm;
