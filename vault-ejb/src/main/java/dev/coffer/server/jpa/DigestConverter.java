package dev.coffer.server.jpa;

import dev.coffer.protocol.Digest;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a digest as its base64 text, 44 characters. */
@Converter(autoApply = true)
public class DigestConverter implements AttributeConverter<Digest, String> {

  @Override
  public String convertToDatabaseColumn(Digest value) {
    return value == null ? null : value.text();
  }

  @Override
  public Digest convertToEntityAttribute(String column) {
    return column == null ? null : Digest.parse(column);
  }
}
