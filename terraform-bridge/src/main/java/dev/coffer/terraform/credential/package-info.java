/**
 * How is a secret taken from a file that a setting names?
 *
 * <p>May import {@code .declaration} alone.
 */
package dev.coffer.terraform.credential;
