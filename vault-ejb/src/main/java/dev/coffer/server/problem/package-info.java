/**
 * What does the server refuse, and with which facts? One sealed root, whose kinds carry a {@link
 * dev.coffer.protocol.problem.Problem} and what the caller may know about this case.
 *
 * <p>May import {@code dev.coffer.protocol} and the annotations of Jakarta Enterprise Beans.
 */
package dev.coffer.server.problem;
