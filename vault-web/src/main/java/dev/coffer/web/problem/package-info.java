/**
 * How is a failure told? Every exception becomes {@code application/problem+json} with a {@link
 * dev.coffer.protocol.problem.Problem}; what nobody foresaw becomes an incident number, and its
 * cause goes to the log alone.
 *
 * <p>May import {@code dev.coffer.server.problem}, the protocol and Jakarta REST.
 */
package dev.coffer.web.problem;
