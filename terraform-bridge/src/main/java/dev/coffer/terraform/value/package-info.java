/**
 * What can stand in a configuration, a plan or a state? Known values, null, and what is not known
 * yet, which are three things; and their bytes.
 *
 * <p>May import the JDK alone.
 */
package dev.coffer.terraform.value;
