/**
 * What stands of what can be declared, and what brings it about? Vaults, members, invitations and
 * trust policies by their place and name, whatever folder a person is in; and who could read what
 * by it.
 *
 * <p>May import {@code dev.coffer.client}, {@code .organisation}, {@code .policy} and those below
 * it, {@code .remote}, {@code .store}, {@code .sync}, {@code .vault} and the protocol. Both faces
 * for infrastructure tools stand on it: the bridge and the Terraform provider.
 */
package dev.coffer.client.declaration;
