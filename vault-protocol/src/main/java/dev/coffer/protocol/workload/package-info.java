/**
 * What is a CI run, and which trust policy lets it read which environment? The claims of its token,
 * what they mean, and the verdict that server and client reach alike. Signatures are checked
 * elsewhere, and first.
 *
 * <p>May import the root package, {@code policy} and {@code problem}.
 */
package dev.coffer.protocol.workload;
