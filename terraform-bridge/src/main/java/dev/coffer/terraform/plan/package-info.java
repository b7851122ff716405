/**
 * What will a resource be after an apply, as far as can be said before? One answer for all
 * resources, made of their schemas.
 *
 * <p>May import {@code .value}, {@code .schema} and {@code .diagnostic}.
 */
package dev.coffer.terraform.plan;
