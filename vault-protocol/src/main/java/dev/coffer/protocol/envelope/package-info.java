/**
 * What bytes does a vault in format {@code coffer/1} consist of, and what do its keys bind? The
 * manifest, the sealed sections, the wrapped keys, and the contexts that tie each ciphertext to its
 * place. {@code docs/envelope.md} is the same in prose with vectors.
 *
 * <p>May import {@code dev.coffer.protocol}, {@code .note} and {@code .chain}. No key that opens
 * anything is ever here.
 */
package dev.coffer.protocol.envelope;
