package dev.coffer.protocol.chain.snapshot;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.VaultHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists of heads that a snapshot's parts refer to by their index: each is written once, however
 * many refer to it. Not safe for use by several threads.
 */
public final class HeadLists {
  private final List<List<VaultHead>> lists = new ArrayList<>();
  private final Map<List<VaultHead>, Integer> indexes = new HashMap<>();

  /** The lists that {@link #texts} gave. */
  public static HeadLists of(List<List<String>> texts) {
    HeadLists read = new HeadLists();
    texts.forEach(list -> read.lists.add(list.stream().map(HeadLists::head).toList()));
    return read;
  }

  /** The list with this index. */
  public List<VaultHead> get(int index) {
    return lists.get(index);
  }

  /** The index of {@code heads}, which are added where they are not among the lists yet. */
  public int index(List<VaultHead> heads) {
    return indexes.computeIfAbsent(
        heads,
        list -> {
          lists.add(list);
          return lists.size() - 1;
        });
  }

  /** All lists, by their index. */
  public List<List<String>> texts() {
    return lists.stream().map(list -> list.stream().map(HeadLists::text).toList()).toList();
  }

  /** One head, as {@link #head} reads it. */
  public static String text(VaultHead head) {
    return head.vault() + " " + head.version() + " " + head.manifest().text();
  }

  public static VaultHead head(String text) {
    String[] words = text.split(" ", -1);
    return new VaultHead(new VaultId(words[0]), Integer.parseInt(words[1]), Digest.parse(words[2]));
  }
}
