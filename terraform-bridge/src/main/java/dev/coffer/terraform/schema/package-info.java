/**
 * Which attributes does a block have, and of what kind is each? Declared once as data; the wire
 * form, validation, plans and the reference pages follow from it.
 *
 * <p>May import {@code .value}.
 */
package dev.coffer.terraform.schema;
