/**
 * What does the server allow, order and remember?
 *
 * <p>Packages below may import each other as the arrows in their own notes say, the protocol, and
 * Jakarta EE; never HTTP, JSON or an application server.
 */
package dev.coffer.server;
