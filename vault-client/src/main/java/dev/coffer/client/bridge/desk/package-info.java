/**
 * How is any resource of the bridge read, declared and ended? Idempotence, tags, dry runs and
 * refusals, the same for all of them; it knows nothing of a resource but {@link
 * dev.coffer.client.bridge.desk.Kind}.
 *
 * <p>May import {@code .bridge.http} and {@code dev.coffer.client.declaration} (numbers of keys).
 */
package dev.coffer.client.bridge.desk;
