/**
 * How do devices register, pair and join the account's chain, over HTTP?
 *
 * <p>May import {@code web.security}, {@code web.retry}, {@code web.parameter}, the device beans,
 * the protocol and Jakarta REST.
 */
package dev.coffer.web.device;
