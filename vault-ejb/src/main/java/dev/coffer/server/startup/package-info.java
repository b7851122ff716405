/**
 * What has to be there before the first request? Folders, tables, the signing key, the first
 * account, and the clock.
 *
 * <p>May import every package of the server; none may import this one.
 */
package dev.coffer.server.startup;
