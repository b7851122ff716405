/**
 * How does a record become JSON, and JSON a record? Reading is strict (one object, no member twice,
 * no text for a number, no fraction for a whole one); writing leaves absent members out.
 *
 * <p>May import the protocol's records, {@code dev.coffer.server.problem}, Jakarta REST and JSON-P.
 */
package dev.coffer.web.json;
