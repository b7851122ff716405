package dev.coffer.protocol.problem;

import java.util.List;

/**
 * The body of every answer that is not a success: {@code application/problem+json} (RFC 9457) with
 * the members that older clients read ({@code error}, {@code code}, {@code hint}).
 *
 * @param detail what happened this time; never a value, key or token
 * @param instance the path asked for
 * @param error the same as {@code detail}, for clients that print it
 * @param hint what to do; may be null
 * @param serverVersion the vault's version, with a version conflict only
 * @param expectedVersion what the client had expected, with a version conflict only
 * @param retryAfterSeconds when to come back, with {@code rate_limited} only
 * @param incident what to look for in the server's log, with {@code internal_error} only
 * @param missing recipients that are due a key and were sent none, each as {@link
 *     dev.coffer.protocol.envelope.Recipient#text} writes it, with {@code recipients_conflict} only
 * @param unexpected recipients that may not have the key that they have or were sent, likewise
 */
public record ProblemBody(
    String type,
    String title,
    Integer status,
    String detail,
    String instance,
    String error,
    String code,
    String hint,
    Integer serverVersion,
    Integer expectedVersion,
    Long retryAfterSeconds,
    String incident,
    List<String> missing,
    List<String> unexpected) {}
