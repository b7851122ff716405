/**
 * What is the person at Terraform told, and about which line of theirs? Errors and warnings with a
 * path to the attribute they are about.
 *
 * <p>May import the JDK alone.
 */
package dev.coffer.terraform.diagnostic;
