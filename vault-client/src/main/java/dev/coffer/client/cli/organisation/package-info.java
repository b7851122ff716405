/**
 * Which commands show and change who belongs to an organisation, and which of its vaults are
 * shared?
 */
package dev.coffer.client.cli.organisation;
