package dev.coffer.web.account;

import dev.coffer.protocol.wire.account.AccountList;
import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import dev.coffer.server.account.AccountName;
import dev.coffer.server.account.Accounts;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts, for administrators, and everybody's own. */
@Path("accounts")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class AccountResource {
  @Context private SecurityContext security;
  @EJB private Accounts accounts;

  @GET
  @Operation(summary = "Every account, by name; administrators only")
  public AccountList list() {
    return accounts.list(Callers.of(security));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make an account and its one-time sign-in secret; administrators only")
  @APIResponse(
      responseCode = "201",
      description = "The account; the secret is shown this once",
      content = @Content(schema = @Schema(implementation = CreatedAccount.class)))
  @APIResponse(responseCode = "409", description = "The name is taken")
  public Response create(CreateAccount request) {
    if (request == null) {
      throw RequestMalformed.request("The body is empty");
    }
    CreatedAccount created =
        accounts.create(
            Callers.of(security),
            new AccountName(request.account()),
            Boolean.TRUE.equals(request.administrator()));
    return Response.status(Response.Status.CREATED).entity(created).build();
  }

  @GET
  @Path("me")
  @Operation(summary = "The caller's account")
  public AccountView me() {
    return accounts.me(Callers.of(security));
  }
}
