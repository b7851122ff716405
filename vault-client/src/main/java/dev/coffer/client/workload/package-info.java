/**
 * How does a CI job show which one it is? One class for each platform, each of which answers
 * whether the environment is its own and gives the job's identity token for an audience.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .remote}, the protocol and gson.
 */
package dev.coffer.client.workload;
