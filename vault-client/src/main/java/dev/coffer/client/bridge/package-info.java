/**
 * Who may ask this machine to declare something, and over what? The loopback HTTP server of {@code
 * coffer bridge}: it listens on this machine alone, lets nobody in without its token, and answers
 * no browser.
 *
 * <p>May import {@code dev.coffer.client}, {@code .bridge.http}, {@code .bridge.desk}, {@code
 * .bridge.unix}, {@code .store}, the protocol and {@code com.sun.net.httpserver}; it is the one
 * package below the command line that listens.
 */
package dev.coffer.client.bridge;
