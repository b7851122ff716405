/**
 * Does the {@code coffer} command do its work from one machine to another? Imports the kit only.
 */
package dev.coffer.it.cli;
