package dev.coffer.server.account;

/** What one guess at a password costs (RFC 9106 §3.1: m, t, p). */
record PasswordCost(int memoryKib, int iterations, int parallelism) {}
