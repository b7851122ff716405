package dev.coffer.web;

import dev.coffer.web.security.Roles;
import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/**
 * Serves every resource under {@code /api}; bearer tokens are verified before a resource is met.
 */
@ApplicationPath("/api")
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles({Roles.USER, Roles.WORKLOAD})
public class CofferApplication extends Application {}
