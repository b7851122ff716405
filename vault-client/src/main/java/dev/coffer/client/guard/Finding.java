package dev.coffer.client.guard;

import java.util.List;

/**
 * One value in one line of a file.
 *
 * @param line counted from 1; where the value starts
 * @param form {@code plain}, {@code base64}, {@code url}, {@code json} or {@code line} for one line
 *     of a longer value
 * @param places all that have this value
 */
public record Finding(String file, int line, String form, List<Place> places) {
  public Finding {
    places = List.copyOf(places);
  }
}
