/**
 * What does a project need so that its CI jobs can pull? A file for the CI system, and the policy
 * that fits it.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .remote} (addresses), {@code
 * .workload} and the protocol.
 */
package dev.coffer.client.workload.setup;
