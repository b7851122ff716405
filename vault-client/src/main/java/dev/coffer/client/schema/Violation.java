package dev.coffer.client.schema;

/**
 * One rule that one variable breaks. Never holds the value.
 *
 * @param rule the schema's member that is broken: {@code required}, {@code format}, {@code
 *     pattern}, {@code regex} or {@code enum}; {@code known} for a variable without rules
 * @param message goes on from the name: {@code is not a port from 1 to 65535}
 */
public record Violation(String key, String rule, String message) {}
