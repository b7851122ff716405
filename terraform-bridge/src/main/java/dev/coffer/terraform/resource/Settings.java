package dev.coffer.terraform.resource;

import dev.coffer.terraform.value.Value;

/**
 * What the provider block gives to resources that leave it out.
 *
 * @param organisation the organisation's name or id, null or unknown
 */
public record Settings(Value organisation) {
  public static final Settings NONE = new Settings(Value.Absent.NULL);
}
