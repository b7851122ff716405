package dev.coffer.protocol.wire.account;

import java.util.List;

/** {@code GET /api/tokens}: the caller's tokens that are valid now, newest first. */
public record TokenList(List<TokenView> tokens) {}
