/**
 * How does a request over HTTP become one call of a bean, and its result an answer?
 *
 * <p>May import the beans and views of {@code dev.coffer.server}, the protocol, Jakarta REST and
 * MicroProfile; never an entity or the {@code EntityManager}.
 */
package dev.coffer.web;
