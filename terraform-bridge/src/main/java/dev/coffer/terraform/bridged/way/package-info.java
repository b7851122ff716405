/**
 * How do a request and its answer get to a bridge and back? Once, without a redirect and without a
 * proxy, with limits to how long and how large an answer may be. What the answer means is not its
 * business.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code dev.coffer.client.bridge.unix} and
 * HttpCore, which is used for UNIX sockets alone and not loaded without them.
 */
package dev.coffer.terraform.bridged.way;
