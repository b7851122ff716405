/** What does the packaged {@code coffer bridge} do, and what must it never do? Over HTTP. */
package dev.coffer.it.bridge;
