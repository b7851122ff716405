package dev.coffer.server.jpa;

import dev.coffer.protocol.Bytes;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores short byte strings, such as public keys, as base64 text. */
@Converter(autoApply = true)
public class BytesConverter implements AttributeConverter<Bytes, String> {

  @Override
  public String convertToDatabaseColumn(Bytes value) {
    return value == null ? null : value.base64();
  }

  @Override
  public Bytes convertToEntityAttribute(String column) {
    return column == null ? null : Bytes.ofBase64(column);
  }
}
