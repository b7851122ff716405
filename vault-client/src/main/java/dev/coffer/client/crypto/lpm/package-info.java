/**
 * What does the {@code lpm} command read and write? Its payload: one AES-GCM text per vault and a
 * content key wrapped under the machine's {@code lpm} key. It binds nothing to vault, version or
 * environment; that is the format, and the reason for {@code coffer/1}.
 *
 * <p>May import {@code dev.coffer.client.crypto}, its {@code .primitive} and {@code .text}, and
 * {@code dev.coffer.protocol}.
 */
package dev.coffer.client.crypto.lpm;
