/**
 * How does a CI run come by a token of the server, and who does not? Over HTTP, with issuers of the
 * tests' own on loopback.
 */
package dev.coffer.it.workload;
