/**
 * How does a CI run exchange its token over HTTP? Verified by {@code web.oidc}, judged by one call
 * of a bean.
 *
 * <p>May import {@code web.oidc}, {@code web.account}, {@code web.retry}, {@code web.parameter},
 * the beans of {@code dev.coffer.server.workload}, the protocol and Jakarta REST.
 */
package dev.coffer.web.workload;
