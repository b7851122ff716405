/**
 * How are the rules for a vault's variables declared? {@code coffer_environment_schema}; the rules
 * are those of {@code envSchema} in a project file.
 *
 * <p>May import {@code .resource} and what that may import, {@code dev.coffer.client.schema} and
 * gson.
 */
package dev.coffer.terraform.environmentschema;
