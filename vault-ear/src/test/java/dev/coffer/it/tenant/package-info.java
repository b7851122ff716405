/**
 * Can anybody reach what belongs to an organisation without belonging to it, or by another one? The
 * routes are those of the served OpenAPI document.
 *
 * <p>May import {@code it.kit}.
 */
package dev.coffer.it.tenant;
