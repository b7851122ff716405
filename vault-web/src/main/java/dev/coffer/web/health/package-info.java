/**
 * What does the server tell those who watch it? MicroProfile Health's answers.
 *
 * <p>May import {@code dev.coffer.server.readiness} and MicroProfile Health.
 */
package dev.coffer.web.health;
