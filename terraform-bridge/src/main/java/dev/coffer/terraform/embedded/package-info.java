/**
 * How does the client library carry out what is declared, in this very process? The first
 * implementation of {@code .declaration}.
 *
 * <p>May import {@code .declaration} and the public packages of {@code dev.coffer.client}; never
 * its {@code cli}.
 */
package dev.coffer.terraform.embedded;
