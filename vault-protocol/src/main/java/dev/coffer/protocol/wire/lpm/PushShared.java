package dev.coffer.protocol.wire.lpm;

import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/orgs/{org}/vaults/{id}}: store this as the vault's next version, with the keys
 * of everybody who may read it.
 *
 * @param encryptedBlob cipher text in format {@code lpm}
 * @param wrappedKeys one for every member who can read such a vault and has a public key
 * @param expectedVersion the version this replaces; absent for a first push
 * @param name display name; absent keeps the stored one
 * @param schema the {@code envSchema} document; absent keeps the stored one
 */
public record PushShared(
    String encryptedBlob,
    List<MemberWrap> wrappedKeys,
    Integer expectedVersion,
    String name,
    Map<String, Object> schema) {}
