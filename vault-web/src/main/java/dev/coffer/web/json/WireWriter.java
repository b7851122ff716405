package dev.coffer.web.json;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * Writes the protocol's records, and maps and lists for the few bodies without one, in a single
 * piece.
 */
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class WireWriter implements MessageBodyWriter<Object> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return WireRecords.covers(type)
        || Map.class.isAssignableFrom(type)
        || List.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> httpHeaders,
      OutputStream body)
      throws IOException {
    byte[] content = JsonLine.bytes(value);
    httpHeaders.putSingle(HttpHeaders.CONTENT_LENGTH, content.length);
    body.write(content);
  }
}
