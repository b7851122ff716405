package dev.coffer.terraform.resource;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.diagnostic.Diagnostics;
import java.util.Optional;

/**
 * What is to become of one resource.
 *
 * @param prior the state before; empty when there is none
 * @param planned the state to come, in which what is not known yet is unknown
 * @param config as it was written; the only place of write-only attributes
 */
public record Change(
    Declarations declarations, Optional<Row> prior, Row planned, Row config, Diagnostics out) {}
