/** Does the server survive what happens to servers? Imports the kit and the wire records. */
package dev.coffer.it.server;
