package dev.coffer.protocol.envelope;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;

/**
 * One environment as a manifest lists it.
 *
 * @param version the version in which this section was sealed; it is kept byte for byte until the
 *     environment changes
 * @param digest of the sealed section's bytes
 */
public record SectionEntry(EnvironmentName environment, int version, Digest digest) {}
