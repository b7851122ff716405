package dev.coffer.client.format;

import java.util.random.RandomGenerator;

/**
 * What a format may need besides the variables.
 *
 * @param name what the variables belong to, for formats that name it
 * @param random for texts that no value may contain
 */
public record Setting(String name, RandomGenerator random) {}
