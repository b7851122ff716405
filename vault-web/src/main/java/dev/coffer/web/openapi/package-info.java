/**
 * What does the OpenAPI document say that holds for every route? The failures, their one body, and
 * the bearer token.
 *
 * <p>May import the protocol's problems and MicroProfile OpenAPI.
 */
package dev.coffer.web.openapi;
