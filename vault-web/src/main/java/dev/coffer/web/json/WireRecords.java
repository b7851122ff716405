package dev.coffer.web.json;

import dev.coffer.server.problem.RequestMalformed;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes records of {@code dev.coffer.protocol} from members and back. Members that the record does
 * not have are ignored, as newer clients send more than this server knows.
 */
final class WireRecords {
  private static final String PROTOCOL = "dev.coffer.protocol.";

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private WireRecords() {}

  static boolean covers(Class<?> type) {
    return type.isRecord() && type.getName().startsWith(PROTOCOL);
  }

  static RecordComponent[] components(Class<?> type) {
    return COMPONENTS.get(type);
  }

  static Object component(RecordComponent component, Object wire) {
    try {
      return component.getAccessor().invoke(wire);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a wire record reads its own component", e);
    }
  }

  /**
   * The record with these members.
   *
   * @throws RequestMalformed when a member has another type than its component
   */
  static <T> T of(Class<T> type, Map<String, Object> members) {
    RecordComponent[] components = components(type);
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Object member = members.get(components[i].getName());
      values[i] =
          member == null
              ? null
              : converted(components[i].getGenericType(), member, components[i].getName());
    }
    try {
      Class<?>[] types =
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a wire record takes its components as they are", e);
    }
  }

  private static Object converted(Type type, Object member, String name) {
    if (type == Integer.class) {
      return wholeNumber(member, name);
    }
    if (type instanceof Class<?> simple) {
      if (covers(simple) && member instanceof Map<?, ?> members) {
        return of(simple, nested(members));
      }
      return simple.isInstance(member) ? member : wrongType(name, simple.getSimpleName());
    }
    ParameterizedType generic = (ParameterizedType) type;
    if (generic.getRawType() == Map.class) {
      return member instanceof Map ? member : wrongType(name, "object");
    }
    return member instanceof List<?> list ? items(generic, list, name) : wrongType(name, "array");
  }

  private static Object wholeNumber(Object member, String name) {
    if (member instanceof Long number && number.intValue() == number) {
      return number.intValue();
    }
    return wrongType(name, "whole number of 32 bits");
  }

  private static List<Object> items(ParameterizedType type, List<?> list, String name) {
    Type item = type.getActualTypeArguments()[0];
    for (Object value : list) {
      if (value == null) {
        wrongType(name, "array without null");
      }
    }
    return list.stream().map(value -> converted(item, value, name)).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> nested(Map<?, ?> members) {
    return (Map<String, Object>) members;
  }

  private static Object wrongType(String name, String expected) {
    throw RequestMalformed.request("The member '" + name + "' is not of type " + expected);
  }
}
