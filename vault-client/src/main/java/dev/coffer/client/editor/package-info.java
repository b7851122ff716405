/**
 * How does a person edit secrets with an editor of their own? The text exists as a file only while
 * the editor is open.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .signal}, {@code .store} and the
 * JDK.
 */
package dev.coffer.client.editor;
