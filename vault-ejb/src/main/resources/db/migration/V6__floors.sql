-- What an event of a chain may name as a vault's head.

-- The digest that the version's successor names as parent. Nobody computes it for versions that are
-- in a history already, except for those that are still heads: the others are taken by their number.
alter table vault_version add column digest varchar(44);
update vault_version set digest = (
  select v.head_digest from vault v
  where v.id = vault_version.vault and v.version = vault_version.version);

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
