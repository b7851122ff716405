/**
 * What can a server that lies achieve? The real server behind a filter, one class for each attack,
 * and the real command as its victim.
 */
package dev.coffer.it.hostile;
