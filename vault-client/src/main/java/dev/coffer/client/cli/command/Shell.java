package dev.coffer.client.cli.command;

import dev.coffer.client.Workspace;
import dev.coffer.client.cli.term.Terminal;

/** What a command runs on. */
public record Shell(Terminal terminal, Workspace workspace) {}
