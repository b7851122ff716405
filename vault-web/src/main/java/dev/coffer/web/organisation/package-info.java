/**
 * How do organisations, their chains and invitations look over HTTP?
 *
 * <p>May import {@code web.security}, {@code web.signing}, {@code web.retry}, {@code
 * web.parameter}, the organisation beans, {@code Vaults} for the audit log, the protocol and
 * Jakarta REST.
 */
package dev.coffer.web.organisation;
