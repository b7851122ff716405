-- What an event of a chain may name as a vault's head.

-- The digest that the version's successor names as parent. Nobody computes it for versions that are
-- in a history already, except for those that are still heads: the others are taken by their number.
-- A table of its own that takes the name over: after a column was added to a table in place, H2 has
-- been seen to lose that table's primary key when the server was killed.
create table digested_version (
  vault          varchar(36) not null references vault (id),
  version        integer     not null,
  format         varchar(16) not null,
  epoch          integer     not null,
  encrypted_blob text        not null,
  wrapped_key    varchar(81),
  author         varchar(32),
  account        varchar(64) not null,
  created_at     bigint      not null,
  size           integer     not null,
  digest         varchar(44),
  primary key (vault, version)
);
insert into digested_version (vault, version, format, epoch, encrypted_blob, wrapped_key, author,
    account, created_at, size, digest)
  select o.vault, o.version, o.format, o.epoch, o.encrypted_blob, o.wrapped_key, o.author, o.account,
    o.created_at, o.size, h.head_digest
  from vault_version o left join vault h on h.id = o.vault and h.version = o.version;
drop table vault_version;
alter table digested_version rename to vault_version;

-- The highest version at which a vault of an owner was taken away. No foreign key: neither is there
-- any more.
create table unshared_vault (
  owner_id varchar(36)  not null,
  vault_id varchar(128) not null,
  version  integer      not null,
  primary key (owner_id, vault_id)
);
insert into unshared_vault (owner_id, vault_id, version)
  select owner, vault, max(cast(replace(replace(metadata, '{"version":', ''), '}', '') as integer))
  from audit_row
  where action = 'unshare' and outcome = 'ok'
  group by owner, vault;
