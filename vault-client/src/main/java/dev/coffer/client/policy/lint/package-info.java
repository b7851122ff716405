/**
 * What about a trust policy should worry its author? Pure: the same rules for the command, for
 * infrastructure code and for reviews; {@code docs/policies.md} lists them by id.
 *
 * <p>May import the protocol.
 */
package dev.coffer.client.policy.lint;
