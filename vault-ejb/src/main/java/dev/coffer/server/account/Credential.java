package dev.coffer.server.account;

import dev.coffer.server.password.PasswordHash;
import java.util.UUID;

/** What an account's sign-in is checked against. */
public record Credential(UUID accountId, PasswordHash password, boolean oneTime) {}
