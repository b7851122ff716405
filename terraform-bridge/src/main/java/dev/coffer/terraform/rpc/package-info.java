/**
 * How is each call of the protocol answered? One class for each call or small family: it reads the
 * wire form, asks the resource, and writes the answer.
 *
 * <p>May import {@code .rpc.convert}, {@code .wire}, {@code .provider}, {@code .resource}, {@code
 * .plan} and what those may import, and gRPC.
 */
package dev.coffer.terraform.rpc;
