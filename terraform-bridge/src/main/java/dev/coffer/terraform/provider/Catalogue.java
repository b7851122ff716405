package dev.coffer.terraform.provider;

import dev.coffer.terraform.resource.DataSource;
import dev.coffer.terraform.resource.EphemeralResource;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.ResourceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every type that the provider has, by its whole name.
 *
 * @param dataSources those of every resource, and more
 */
public record Catalogue(
    SortedMap<String, ManagedResource> resources,
    SortedMap<String, DataSource> dataSources,
    SortedMap<String, EphemeralResource> ephemeral) {
  private static final String PREFIX = "coffer_";

  /**
   * The types.
   *
   * @param dataSources besides those of the resources
   */
  public static Catalogue of(
      List<ManagedResource> resources,
      List<DataSource> dataSources,
      List<EphemeralResource> ephemeral) {
    List<DataSource> sources = new ArrayList<>(dataSources);
    resources.forEach(resource -> sources.add(new ResourceSource(resource)));
    return new Catalogue(
        named(resources, ManagedResource::type),
        named(sources, DataSource::type),
        named(ephemeral, EphemeralResource::type));
  }

  private static <T> SortedMap<String, T> named(List<T> types, Function<T, String> type) {
    SortedMap<String, T> named = new TreeMap<>();
    types.forEach(one -> named.put(PREFIX + type.apply(one), one));
    return named;
  }

  /** The resource that Terraform knows from the schema by {@code name}. */
  public ManagedResource resource(String name) {
    return require(resources, name);
  }

  public DataSource dataSource(String name) {
    return require(dataSources, name);
  }

  public EphemeralResource ephemeral(String name) {
    return require(ephemeral, name);
  }

  private static <T> T require(SortedMap<String, T> types, String name) {
    T type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("the provider has no type " + name);
    }
    return type;
  }
}
