/**
 * Who belongs to an organisation, and with which rights? Its chain of signed events, which decides,
 * and the rows that follow from it; one bean method is one transaction.
 *
 * <p>May import {@code access}, {@code audit}, {@code chain}, {@code device} (whose devices are an
 * account's), {@code floor}, {@code problem}, {@code sql} and the protocol.
 */
package dev.coffer.server.organisation;
