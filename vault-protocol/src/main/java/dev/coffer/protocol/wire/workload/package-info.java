/**
 * What do CI runs, and those who permit them, say to the server? The JSON bodies of {@code
 * /api/vault/oidc}, {@code ci-pull} and the routes of trust policies; absent members are null.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.protocol.wire.workload;
