/**
 * How is SQL sent where every request passes and JPA would cost more than the database? On the
 * server's default data source, in the transaction that is under way if there is one, or knowingly
 * in none (ADR 8).
 *
 * <p>May import Jakarta EE only; rules and rows belong to the packages that ask.
 */
package dev.coffer.server.sql;
