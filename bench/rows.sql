-- One account, token, device, vault and audit log for each client of pgbench, in the tables that the
-- server has made. psql sets :clients.
insert into account (id, name, administrator, password, one_time, created_at)
  select 'bench-' || c, 'bench-' || c, false, 'none', false, 0
  from generate_series(0, :clients - 1) as c;
insert into access_token (id, account_id, name, scope, device, created_at, expires_at)
  select 'token-' || c, 'bench-' || c, 'bench', 'full', 'device-' || c, 0, 9000000000000000
  from generate_series(0, :clients - 1) as c;
insert into device (id, account_id, key_id, name, signing_key, agreement_key, status, created_at)
  select 'device-' || c, 'bench-' || c, 'device-' || c, 'bench', repeat('A', 44), repeat('A', 44),
    'approved', 0
  from generate_series(0, :clients - 1) as c;
insert into account_event (id, account_id, sequence, note)
  select 'event-' || c, 'bench-' || c, 0, repeat('x', 400)
  from generate_series(0, :clients - 1) as c;
insert into vault (id, owner_id, vault_id, version, format, epoch, head_digest, push_digest,
    keys_revision, updated_at)
  select 'vault-' || c, 'bench-' || c, 'bench', 1, 'coffer/1', 1, repeat('A', 44), repeat('A', 44), 0, 0
  from generate_series(0, :clients - 1) as c;
insert into vault_version (vault, version, format, epoch, encrypted_blob, author, account, created_at,
    size)
  select 'vault-' || c, 1, 'coffer/1', 1, repeat('x', 1300), 'device-' || c, 'bench', 0, 1300
  from generate_series(0, :clients - 1) as c;
insert into wrapped_key (vault, epoch, recipient, note)
  select 'vault-' || c, 1, 'device-' || c, repeat('x', 400)
  from generate_series(0, :clients - 1) as c;
insert into audit_head (owner, sequence, hash)
  select 'bench-' || c, 0, repeat('B', 44) from generate_series(0, :clients - 1) as c;
analyze;
