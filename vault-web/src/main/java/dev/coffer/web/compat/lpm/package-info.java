/**
 * What does the {@code lpm} command expect beside the vault routes? Its names for signing in and
 * out.
 *
 * <p>May import {@code web.security}, {@code web.retry}, the account and token beans, the protocol
 * and Jakarta REST.
 */
package dev.coffer.web.compat.lpm;
