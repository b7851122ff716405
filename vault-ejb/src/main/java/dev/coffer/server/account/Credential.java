package dev.coffer.server.account;

import java.util.UUID;

/** What an account's sign-in is checked against. */
record Credential(UUID accountId, PasswordHash password, boolean oneTime) {}
