/**
 * What can a program do with its vaults?
 *
 * <p>The public library: the command line and the bridges stand on it. May import every package
 * below it except {@code cli} and {@code bridge}, and the protocol; never Jakarta.
 */
package dev.coffer.client;
