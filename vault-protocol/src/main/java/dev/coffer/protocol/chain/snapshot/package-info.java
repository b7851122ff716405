/**
 * How is a verified chain written so that reading it back verifies nothing? Texts and numbers for a
 * store that nobody else can write; not a wire format.
 *
 * <p>May import {@code dev.coffer.protocol}, {@code .chain} and {@code .policy}.
 */
package dev.coffer.protocol.chain.snapshot;
