/**
 * Who did what, in an order that cannot be changed afterwards unseen? One hash-linked log for each
 * account and organisation, written in the transaction of what it records.
 *
 * <p>May import {@code access}, {@code jpa} and {@code sql}, and the protocol's audit record.
 */
package dev.coffer.server.audit;
