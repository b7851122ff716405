package dev.coffer.client.cli.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.account.TokenView;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer token create|list|revoke|rotate}. */
public final class TokenCommand {
  private TokenCommand() {}

  private static Map<String, Object> issued(IssuedToken token) {
    return CliCommand.object(
        "tokenId", token.tokenId(),
        "expiresAt", String.valueOf(token.expiresAt()),
        "token", token.token());
  }

  /** {@code coffer token create}. */
  @Command(
      name = "create",
      description = "Make an access token for a script; shown this once.",
      footer = "  coffer token create ci --read-only --days 30")
  public static final class Create extends CliCommand {
    @Parameters(paramLabel = "NAME", description = "What the token is for.")
    private String name;

    @Option(names = "--read-only", description = "It may pull and not push.")
    private boolean readOnly;

    @Option(names = "--days", paramLabel = "N", description = "Valid this long, 1 to 365.")
    private Integer days;

    public Create(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      String scope = readOnly ? "read" : "full";
      IssuedToken token = workspace().remote().createToken(new CreateToken(name, scope, days));
      if (json()) {
        terminal().printJson(issued(token));
      } else {
        terminal().print(token.token());
        terminal().say("token " + token.tokenId() + ", valid until " + token.expiresAt());
      }
    }
  }

  /** {@code coffer token list}. */
  @Command(
      name = "list",
      description = "List the access tokens that are valid now.",
      footer = "  coffer token list")
  public static final class ListTokens extends CliCommand {
    public ListTokens(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      List<TokenView> tokens = workspace().remote().tokens().tokens();
      if (json()) {
        terminal().printJson(object("tokens", tokens.stream().map(ListTokens::shape).toList()));
        return;
      }
      tokens.forEach(
          token ->
              terminal()
                  .printPlain(
                      token.tokenId()
                          + "  "
                          + token.name()
                          + "  "
                          + token.scope()
                          + "  until "
                          + token.expiresAt()
                          + (Boolean.TRUE.equals(token.current()) ? "  (this session)" : "")));
    }

    private static Map<String, Object> shape(TokenView token) {
      return object(
          "tokenId", token.tokenId(),
          "name", token.name(),
          "scope", token.scope(),
          "device", token.device(),
          "createdAt", String.valueOf(token.createdAt()),
          "expiresAt", String.valueOf(token.expiresAt()),
          "current", token.current());
    }
  }

  /** {@code coffer token revoke}. */
  @Command(
      name = "revoke",
      description = "Make an access token invalid at once.",
      footer = "  coffer token revoke 6f1c0e52")
  public static final class Revoke extends CliCommand {
    @Parameters(paramLabel = "TOKEN_ID", description = "As 'token list' shows it, or its start.")
    private String tokenId;

    public Revoke(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      String found = find();
      workspace().remote().revokeToken(found);
      report(object("status", "revoked", "tokenId", found), "revoked token " + found);
    }

    private String find() {
      List<String> ids =
          workspace().remote().tokens().tokens().stream()
              .map(TokenView::tokenId)
              .filter(id -> id.startsWith(tokenId))
              .toList();
      if (tokenId.isEmpty() || ids.size() != 1) {
        throw new ClientException.NotFound(
            ids.isEmpty() ? "no valid token has this id" : "several tokens' ids start like this",
            "nothing was revoked; run 'coffer token list'");
      }
      return ids.get(0);
    }
  }

  /** {@code coffer token rotate}. */
  @Command(
      name = "rotate",
      description = "Replace this session's access token.",
      footer = "  coffer token rotate")
  public static final class Rotate extends CliCommand {
    public Rotate(Shell shell) {
      super(shell);
    }

    @Override
    protected void run() {
      workspace().account();
      IssuedToken token = workspace().remote().rotateToken();
      workspace().sessions().renew(token);
      report(
          object("tokenId", token.tokenId(), "expiresAt", String.valueOf(token.expiresAt())),
          "the session has a new access token, valid until " + token.expiresAt());
    }
  }
}
