/**
 * What can be declared, whoever carries it out? The one seam between the resources and Coffer: its
 * implementations are the client library in this process, a bridge over HTTP, and the identity of a
 * CI job, which reads alone.
 *
 * <p>Nothing here says how. Values pass in one direction each: {@link Secrets#put} and {@link
 * Secrets#read}; nothing else carries one. May import the JDK alone.
 */
package dev.coffer.terraform.declaration;
