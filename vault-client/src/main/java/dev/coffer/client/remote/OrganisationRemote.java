package dev.coffer.client.remote;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.organisation.InvitationView;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.util.Optional;

/**
 * The server's routes about organisations. Only the chain that they carry is believed. An
 * organisation is named by its id, or by its name where it is looked up.
 */
public interface OrganisationRemote {
  OrganisationList organisations();

  OrganisationView organisation(String idOrName);

  /** Begins an organisation with its first event in its written form. */
  OrganisationView create(String event);

  /**
   * The organisation's events from sequence {@code from} on, at most one page.
   *
   * @param invitation id of an open one, for whoever does not belong to it yet
   */
  MembershipPage chain(String organisation, long from, Optional<String> invitation);

  /** Appends one signed event in its written form. */
  void append(String organisation, String event);

  InvitationView invitation(String organisation, String invitation);

  InvitationView reveal(String organisation, String invitation, String nonce);

  /** Takes a vault out of the organisation, with its history. */
  void unshare(String organisation, VaultId vault);
}
