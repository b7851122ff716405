/**
 * How does Terraform declare what Coffer keeps?
 *
 * <p>May import the public packages of {@code dev.coffer.client}; never its {@code cli}.
 */
package dev.coffer.terraform;
