package dev.coffer.server.jpa;

import dev.coffer.protocol.VaultId;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a vault id as its text. */
@Converter(autoApply = true)
public class VaultIdConverter implements AttributeConverter<VaultId, String> {

  @Override
  public String convertToDatabaseColumn(VaultId value) {
    return value == null ? null : value.value();
  }

  @Override
  public VaultId convertToEntityAttribute(String column) {
    return column == null ? null : new VaultId(column);
  }
}
