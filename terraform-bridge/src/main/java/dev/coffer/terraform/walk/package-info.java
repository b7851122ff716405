/**
 * What does this process remember while Terraform walks over its resources? It lives as long as one
 * walk, which compares everything with one moment anyway.
 *
 * <p>May import {@code .declaration} alone. Knows no client and no wire.
 */
package dev.coffer.terraform.walk;
