/**
 * What happens when two transactions meet? The one that lost is run again, so that nobody is shown
 * a race that only the database could see.
 *
 * <p>May import {@code web.problem} and Jakarta Interceptors.
 */
package dev.coffer.web.retry;
