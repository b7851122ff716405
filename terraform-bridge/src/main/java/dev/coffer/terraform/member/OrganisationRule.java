package dev.coffer.terraform.member;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Row;

/** Members belong to an organisation, which either they or the provider block have to name. */
final class OrganisationRule {
  private static final String MISSING = "no organisation is named";
  private static final String ADVICE = "name it here, or with 'organization' in the provider block";

  private OrganisationRule() {}

  static void judge(Row planned, Diagnostics out) {
    if (planned.value(PlaceAttributes.ORGANIZATION).isNull()) {
      out.error(AttributePath.of(PlaceAttributes.ORGANIZATION), MISSING, ADVICE);
    }
  }

  /** The organisation's name or id. */
  static String require(Row row) {
    return row.text(PlaceAttributes.ORGANIZATION)
        .orElseThrow(() -> new Declined(Declined.Reason.REFUSED, MISSING, ADVICE));
  }
}
