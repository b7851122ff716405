/**
 * Who has an account, and who may give somebody one?
 *
 * <p>May import {@code access}, {@code password}, {@code audit}, {@code files}, {@code problem} and
 * the protocol.
 */
package dev.coffer.server.account;
