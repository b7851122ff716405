package dev.coffer.client.recovery;

/**
 * One vault of a recovered account.
 *
 * @param name what lists show; may be null
 * @param failure why this machine cannot open it; null when it can
 */
public record RecoveredVault(String vault, String name, String format, String failure) {}
