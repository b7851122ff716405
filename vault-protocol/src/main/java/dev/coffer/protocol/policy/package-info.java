/**
 * Which CI runs may read what? Trust policies as their authors sign them, in one canonical form.
 * What a token must say to match one is decided in {@code workload}.
 *
 * <p>May import the root package and {@code note}.
 */
package dev.coffer.protocol.policy;
