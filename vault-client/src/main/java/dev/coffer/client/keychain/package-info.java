/**
 * Where does a machine keep its one secret? The operating system's keychain, or a file that only
 * its owner can read.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .crypto} (the machine key), {@code
 * .store} (whole files) and {@code dev.coffer.protocol}.
 */
package dev.coffer.client.keychain;
