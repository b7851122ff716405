/**
 * How does a key survive on paper? The recovery key of an account, as 24 words of BIP-39's English
 * list, which lies beside this package as {@code bip39-english.txt}.
 *
 * <p>May import {@code .crypto}, {@code .crypto.primitive} and {@code dev.coffer.protocol}.
 */
package dev.coffer.client.crypto.recovery;
