/**
 * How does a value of the domain stand in a column? Attribute converters, applied everywhere.
 *
 * <p>May import the protocol and Jakarta Persistence.
 */
package dev.coffer.server.jpa;
