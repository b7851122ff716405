package dev.coffer.server.password;

/** What one guess at a password costs (RFC 9106 §3.1: m, t, p). */
public record PasswordCost(int memoryKib, int iterations, int parallelism) {}
