/**
 * Why does this job get its values, or why not? Looks at what the job shows and at what the server
 * says to it.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .workload}, {@code .workload.pull},
 * {@code .remote} and the protocol.
 */
package dev.coffer.client.workload.report;
