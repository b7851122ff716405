package dev.coffer.client.declaration;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Role;
import java.util.TreeMap;

/** What a member may do: a role, and the environments that it extends to. */
public record Rights(Role role, Access access) {
  /** What is left when nothing is granted: membership alone. */
  public static final Rights NONE = new Rights(Role.READER, Access.of(new TreeMap<>()));

  public Rights {
    if (!access.all() && !role.canBeLimited()) {
      throw new Malformed("the role " + role.text() + " extends to every environment");
    }
    if (role == Role.READER && access.grants().containsValue(true)) {
      throw new Malformed("a reader writes no environment");
    }
  }

  /** The rights that {@code member} has by the chain. */
  public static Rights of(Member member) {
    return new Rights(member.role(), member.access());
  }

  /** Which keys come with them. */
  public Reach reach() {
    return access.reach(role);
  }
}
