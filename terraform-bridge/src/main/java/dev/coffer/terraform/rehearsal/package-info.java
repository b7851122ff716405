/**
 * Which classes does a start of the provider need? A host and a provider in one process, for the
 * launcher to write down what is loaded.
 *
 * <p>May import everything of {@code dev.coffer.terraform}; nothing may import this.
 */
package dev.coffer.terraform.rehearsal;
