/**
 * Does what Terraform declares come about on a real server? Imports the kits, people of {@code
 * .cli}, the server between of {@code .hostile} and the CI platforms of {@code .workload}.
 *
 * <p>Every case runs through the test kit's own host of the plugin protocol, and a configuration's
 * whole life also through the real {@code terraform} and {@code tofu} where they are on the path.
 */
package dev.coffer.it.terraform;
