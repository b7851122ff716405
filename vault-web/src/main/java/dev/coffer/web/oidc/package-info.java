/**
 * Who signed this token, and does it hold? Tokens of CI platforms are verified here, with keys that
 * their issuers publish; before a bean is called, so that no transaction waits for another host.
 *
 * <p>May import {@code web.json}, {@code server.workload} and {@code .problem}, the protocol and
 * Nimbus JOSE+JWT, for signatures and key sets alone.
 */
package dev.coffer.web.oidc;
