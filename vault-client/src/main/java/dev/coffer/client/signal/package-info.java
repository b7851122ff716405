/**
 * What does a signal of the operating system do to this process? The one package that sets
 * handlers.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.client.signal;
