/**
 * Which types are there, and whose account do they act for? The catalogue of resources, and the
 * provider block's settings.
 *
 * <p>May import {@code .resource} and what that may import, the packages of single resources, and
 * {@code .declaration}.
 */
package dev.coffer.terraform.provider;
