/**
 * How does a program get the values and nothing else of ours? Starts it with them, passes signals
 * and its exit code on, and starts it anew when other values arrive.
 *
 * <p>May import {@code dev.coffer.client}, {@code .dotenv}, {@code .layer}, {@code .merge}, {@code
 * .mount}, {@code .redact}, {@code .signal} and {@code .sync}.
 */
package dev.coffer.client.run;
