package dev.coffer.protocol.wire.account;

/** {@code POST /api/accounts}, for administrators. */
public record CreateAccount(String account, Boolean administrator) {}
