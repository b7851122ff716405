/**
 * How do two processes that one has started recognise each other? One certificate each, made at
 * start, pinned byte for byte.
 *
 * <p>May import the JDK alone.
 */
package dev.coffer.terraform.plugin.tls;
