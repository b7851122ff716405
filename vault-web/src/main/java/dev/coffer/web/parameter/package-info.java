/**
 * What do the parts of a request mean that are not JSON? Ids in paths, numbers in queries, tags and
 * formats in headers.
 *
 * <p>May import {@code dev.coffer.server.problem}, the places of {@code dev.coffer.server.audit},
 * the protocol and the JDK.
 */
package dev.coffer.web.parameter;
