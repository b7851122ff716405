/**
 * What do organisations allow over HTTP, to whom, and what is left as it was when they refuse?
 *
 * <p>May import {@code it.kit}.
 */
package dev.coffer.it.organisation;
