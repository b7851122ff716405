/**
 * How do our values, schemas and diagnostics look on the wire? Pure conversion, both ways.
 *
 * <p>May import {@code .wire}, {@code .value}, {@code .schema}, {@code .diagnostic} and protobuf.
 */
package dev.coffer.terraform.rpc.convert;
