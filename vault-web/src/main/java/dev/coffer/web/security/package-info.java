/**
 * Who is calling? The verified token of a request as a {@link dev.coffer.server.access.Caller}.
 *
 * <p>May import {@code dev.coffer.server.access} and {@code .problem}, Jakarta REST and
 * MicroProfile JWT.
 */
package dev.coffer.web.security;
