/**
 * What does Terraform expect of a process that it starts? The handshake line, mutual TLS, the end
 * when it says so or is gone, silence on standard output, and its own form of log lines.
 *
 * <p>May import {@code .plugin.tls}, {@code .wire} (generated), gRPC and gson. Knows no provider:
 * the services to serve are given to it.
 */
package dev.coffer.terraform.plugin;
