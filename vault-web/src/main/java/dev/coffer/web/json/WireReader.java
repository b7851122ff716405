package dev.coffer.web.json;

import dev.coffer.server.problem.RequestMalformed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a request's body as one of the protocol's records, or refuses it. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class WireReader implements MessageBodyReader<Record> {

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return WireRecords.covers(type);
  }

  /**
   * The record that the body holds.
   *
   * @throws RequestMalformed when it holds anything else
   */
  @Override
  public Record readFrom(
      Class<Record> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> httpHeaders,
      InputStream body)
      throws IOException {
    return WireRecords.of(type, JsonText.object(BoundedBody.read(body)));
  }
}
