/**
 * What can go wrong between client and server, and what is it called? One constant for each kind,
 * with its status and code, and the body that carries it.
 *
 * <p>May import the JDK only.
 */
package dev.coffer.protocol.problem;
