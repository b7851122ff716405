/**
 * How does a person sign in, and an administrator make accounts, over HTTP?
 *
 * <p>May import {@code web.security}, {@code web.retry}, the account beans, the protocol and
 * Jakarta REST.
 */
package dev.coffer.web.account;
