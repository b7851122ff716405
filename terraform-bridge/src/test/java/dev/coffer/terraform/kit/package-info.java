/**
 * How is the provider driven by a test? As a real process, by a host of our own or by the real
 * {@code terraform}, with the same cases.
 */
package dev.coffer.terraform.kit;
