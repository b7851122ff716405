package dev.coffer.server.jpa;

import dev.coffer.protocol.KeyId;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a key id as its 32 hexadecimal digits. */
@Converter(autoApply = true)
public class KeyIdConverter implements AttributeConverter<KeyId, String> {

  @Override
  public String convertToDatabaseColumn(KeyId value) {
    return value == null ? null : value.value();
  }

  @Override
  public KeyId convertToEntityAttribute(String column) {
    return column == null ? null : new KeyId(column);
  }
}
