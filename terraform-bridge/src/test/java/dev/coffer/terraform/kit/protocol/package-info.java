/**
 * How does the kit's own host carry a command out? As Terraform's core does, one block after the
 * other, and as strict with what a provider answers. Imports {@code .kit}, the provider's values
 * and its wire.
 */
package dev.coffer.terraform.kit.protocol;
