package dev.coffer.terraform.rpc;

import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.provider.ProviderBlock;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.rpc.convert.WireSchemas;
import dev.coffer.terraform.wire.Metadata;
import dev.coffer.terraform.wire.ProviderSchema;
import dev.coffer.terraform.wire.ServerCapabilities;
import dev.coffer.terraform.wire.TypeName;

/** Which types there are, and their schemas. */
final class SchemaCalls {
  private static final ServerCapabilities CAPABILITIES =
      ServerCapabilities.newBuilder()
          .setPlanDestroy(true)
          .setGetProviderSchemaOptional(true)
          .build();

  private final Catalogue catalogue;

  SchemaCalls(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Metadata metadata() {
    Metadata.Builder answer = Metadata.newBuilder().setServerCapabilities(CAPABILITIES);
    catalogue.resources().keySet().forEach(name -> answer.addResources(named(name)));
    catalogue.dataSources().keySet().forEach(name -> answer.addDataSources(named(name)));
    catalogue.ephemeral().keySet().forEach(name -> answer.addEphemeralResources(named(name)));
    return answer.build();
  }

  private static TypeName named(String name) {
    return TypeName.newBuilder().setTypeName(name).build();
  }

  ProviderSchema schema() {
    ProviderSchema.Builder answer =
        ProviderSchema.newBuilder()
            .setProvider(WireSchemas.write(ProviderBlock.SCHEMA))
            .setServerCapabilities(CAPABILITIES);
    catalogue
        .resources()
        .forEach(
            (name, resource) ->
                answer.putResourceSchemas(name, WireSchemas.write(resource.schema(Settings.NONE))));
    catalogue
        .dataSources()
        .forEach(
            (name, source) ->
                answer.putDataSourceSchemas(name, WireSchemas.write(source.schema(Settings.NONE))));
    catalogue
        .ephemeral()
        .forEach(
            (name, resource) ->
                answer.putEphemeralResourceSchemas(
                    name, WireSchemas.write(resource.schema(Settings.NONE))));
    return answer.build();
  }
}
