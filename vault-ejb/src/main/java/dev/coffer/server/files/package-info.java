/**
 * How does the server keep the few files that are not in the database? Whole, and readable by its
 * own user only.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.server.files;
