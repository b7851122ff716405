/**
 * How does each platform say in its tokens what a run is? One class for each.
 *
 * <p>May import {@code workload} and what that may.
 */
package dev.coffer.protocol.workload.platform;
