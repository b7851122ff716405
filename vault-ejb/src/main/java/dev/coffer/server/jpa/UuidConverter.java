package dev.coffer.server.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;

/** Stores a UUID as its 36 characters; PostgreSQL and H2 disagree about a type of its own. */
@Converter(autoApply = true)
public class UuidConverter implements AttributeConverter<UUID, String> {

  @Override
  public String convertToDatabaseColumn(UUID value) {
    return value == null ? null : value.toString();
  }

  @Override
  public UUID convertToEntityAttribute(String column) {
    return column == null ? null : UUID.fromString(column);
  }
}
