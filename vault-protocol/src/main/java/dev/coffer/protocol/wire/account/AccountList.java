package dev.coffer.protocol.wire.account;

import java.util.List;

/** {@code GET /api/accounts}, for administrators. */
public record AccountList(List<AccountView> accounts) {}
