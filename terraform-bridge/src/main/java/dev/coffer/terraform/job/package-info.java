/**
 * How does a CI job that has no account read values by the identity token of its job? The
 * implementation of {@code .declaration} that reads what a trust policy gives, and declares
 * nothing.
 *
 * <p>May import {@code .declaration}, {@code .trust}, {@code .walk} and the public packages of
 * {@code dev.coffer.client}; never its {@code cli}, and nothing that opens a profile.
 */
package dev.coffer.terraform.job;
