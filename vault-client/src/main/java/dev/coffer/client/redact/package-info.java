/**
 * How do values stay out of a program's output? Finds them in a stream of bytes, as they are and as
 * programs write them, however the stream is cut.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.client.redact;
