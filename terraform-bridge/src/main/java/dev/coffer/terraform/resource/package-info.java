/**
 * What has a resource to say for itself? Its schema, what is wrong with a configuration, and how it
 * is created, read, changed, deleted and imported by {@code .declaration}.
 *
 * <p>May import {@code .value}, {@code .schema}, {@code .diagnostic} and {@code .declaration}.
 * Knows no wire form and no process.
 */
package dev.coffer.terraform.resource;
