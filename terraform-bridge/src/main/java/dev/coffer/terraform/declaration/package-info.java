/**
 * What can be declared, whoever carries it out? The one seam between the resources and Coffer: its
 * implementations are the client library in this process, and a bridge over HTTP.
 *
 * <p>Nothing here says how. Values pass in one direction each: {@link Secrets#put} and {@link
 * Secrets#read}; nothing else carries one. May import the JDK alone.
 */
package dev.coffer.terraform.declaration;
