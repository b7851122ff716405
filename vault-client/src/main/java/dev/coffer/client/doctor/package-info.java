/**
 * What is broken on this machine, and what repairs it? Looks at files, keys, server, session,
 * device and project, and changes none of them.
 *
 * <p>May import {@code dev.coffer.client} (the workspace) and its library packages.
 */
package dev.coffer.client.doctor;
