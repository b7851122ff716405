/**
 * How is the same done with many things at once? On all processors, by threads of its own.
 *
 * <p>May import the JDK.
 */
package dev.coffer.client.abreast;
