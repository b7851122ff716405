package dev.coffer.terraform.resource;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.diagnostic.Diagnostics;
import java.util.Optional;

/**
 * What a plan is about to say of one resource.
 *
 * @param prior the state before; empty when there is none
 * @param planned the state to come, in which what is not known yet is unknown
 * @param config as it was written
 */
public record Prospect(
    Declarations declarations, Optional<Row> prior, Row planned, Row config, Diagnostics out) {}
