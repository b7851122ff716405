/**
 * Does the OpenAPI document tell every route and how it fails? What the routes are is read from the
 * sources of the resources.
 *
 * <p>May import {@code it.kit}.
 */
package dev.coffer.it.openapi;
