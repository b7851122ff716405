package dev.coffer.web.signing;

import dev.coffer.protocol.signature.ResponseSignature;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Holds the body back until it is complete, signs those bytes, and sends those bytes. */
@Provider
@Signed
public class BodySignature implements WriterInterceptor {
  private static final String SCHEME = "Bearer ";

  @Context private HttpHeaders request;

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      answer.proceed();
      return;
    }
    OutputStream wire = answer.getOutputStream();
    ByteArrayOutputStream held = new ByteArrayOutputStream();
    answer.setOutputStream(held);
    try {
      answer.proceed();
    } finally {
      answer.setOutputStream(wire);
    }
    byte[] body = held.toByteArray();
    sign(answer.getHeaders(), authorization.substring(SCHEME.length()).strip(), body);
    wire.write(body);
  }

  private static void sign(MultivaluedMap<String, Object> headers, String bearer, byte[] body) {
    String signature = ResponseSignature.of(bearer, body);
    headers.putSingle(ResponseSignature.COFFER_HEADER, signature);
    headers.putSingle(ResponseSignature.LPM_HEADER, signature);
    headers.putSingle(HttpHeaders.CONTENT_LENGTH, body.length);
  }
}
