package dev.coffer.server.account;

import dev.coffer.server.access.Plan;
import dev.coffer.server.access.Scope;

/** Who a caller is, and how far its access token reaches. */
public record Identity(String account, Scope scope, Plan plan) {}
