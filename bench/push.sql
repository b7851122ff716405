-- The statements of POST /api/vaults/{id}/sync, format coffer/1, onto an existing vault.
begin;
select a.name, a.administrator, t.scope, t.device, d.status, t.expires_at, t.revoked_at
  from access_token t join account a on a.id = t.account_id
  left join device d on d.account_id = t.account_id and d.key_id = t.device
  where t.id = 'token-' || :client_id and t.account_id = 'bench-' || :client_id;
select id, owner_id, vault_id, version as head, format, epoch, head_digest, push_digest, keys_revision,
    name, env_schema, updated_at
  from vault where owner_id = 'bench-' || :client_id and vault_id = 'bench' for update \gset
\set next :head + 1
select * from device where account_id = 'bench-' || :client_id and status = 'approved';
select note from account_event where account_id = 'bench-' || :client_id and sequence = 0;
select recipient, scope, note from wrapped_key where vault = 'vault-' || :client_id and epoch = 1;
update vault set version = :next, format = 'coffer/1', epoch = 1, head_digest = repeat('B', 44),
    push_digest = repeat('B', 44), chain_sequence = 0, name = null, env_schema = null, updated_at = 1760000000000000
  where id = 'vault-' || :client_id and version = :head and keys_revision = 0;
insert into vault_version (vault, version, format, epoch, encrypted_blob, author, account, created_at,
    size)
  values ('vault-' || :client_id, :next, 'coffer/1', 1, repeat('x', 1300), 'device-' || :client_id,
    'bench', 1760000000000000, 1300);
delete from vault_version where vault = 'vault-' || :client_id and version <= :next - 100;
update audit_head set sequence = sequence + 1, hash = repeat('B', 44)
  where owner = 'bench-' || :client_id and sequence >= 0 and hash = repeat('B', 44)
  returning sequence as record \gset
insert into audit_row (owner, sequence, previous, time, actor, device, action, outcome, vault, metadata,
    hash)
  values ('bench-' || :client_id, :record, repeat('B', 44), 1760000000000000, 'bench-' || :client_id,
    'device-' || :client_id, 'push', 'ok', 'bench', '{"version":7}', repeat('B', 44));
commit;
