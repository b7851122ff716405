-- A vault belongs to an account or to an organisation, whose ids are UUIDs alike; a wrapped key may be
-- of one environment alone. Names of constraints differ between databases, so the three tables are
-- made anew with what they hold.

create table owned_vault (
  id             varchar(36)  not null primary key,
  owner_id       varchar(36)  not null,
  vault_id       varchar(128) not null,
  version        integer      not null,
  format         varchar(16)  not null,
  epoch          integer      not null,
  head_digest    varchar(44)  not null,
  push_digest    varchar(44)  not null,
  keys_revision  bigint       not null,
  chain_sequence bigint,
  name           varchar(200),
  env_schema     text,
  updated_at     bigint       not null,
  unique (owner_id, vault_id)
);
insert into owned_vault (id, owner_id, vault_id, version, format, epoch, head_digest, push_digest,
    keys_revision, name, env_schema, updated_at)
  select id, account_id, vault_id, version, format, epoch, head_digest, push_digest,
    keys_revision, name, env_schema, updated_at
  from vault;

create table owned_vault_version (
  vault          varchar(36) not null references owned_vault (id),
  version        integer     not null,
  format         varchar(16) not null,
  epoch          integer     not null,
  encrypted_blob text        not null,
  wrapped_key    varchar(81),
  author         varchar(32),
  account        varchar(64) not null,
  created_at     bigint      not null,
  size           integer     not null,
  primary key (vault, version)
);
insert into owned_vault_version (vault, version, format, epoch, encrypted_blob, wrapped_key, author,
    account, created_at, size)
  select vault, version, format, epoch, encrypted_blob, wrapped_key, author, account, created_at, size
  from vault_version;

-- The scope is written as in the wrapped key itself: 'vault' or 'environment NAME'.
create table scoped_key (
  vault     varchar(36) not null references owned_vault (id),
  epoch     integer     not null,
  recipient varchar(32) not null,
  scope     varchar(80) default 'vault' not null,
  note      text        not null,
  primary key (vault, epoch, recipient, scope)
);
insert into scoped_key (vault, epoch, recipient, note)
  select vault, epoch, recipient, note from wrapped_key;

drop table wrapped_key;
drop table vault_version;
drop table vault;
alter table owned_vault rename to vault;
alter table owned_vault_version rename to vault_version;
alter table scoped_key rename to wrapped_key;

-- The chain decides; the other tables say what follows from its newest event, for statements that
-- every request runs.

create table organisation (
  id          varchar(36) not null primary key,
  name        varchar(39) not null unique,
  head_digest varchar(44) not null,
  length      bigint      not null,
  lpm         boolean     not null,
  created_at  bigint      not null
);

create table organisation_event (
  organisation varchar(36) not null references organisation (id),
  sequence     bigint      not null,
  note         text        not null,
  primary key (organisation, sequence)
);

-- access is 'all', or the environments granted, each as 'NAME:read' or 'NAME:write'.
create table organisation_member (
  organisation varchar(36) not null references organisation (id),
  account_id   varchar(36) not null references account (id),
  role         varchar(16) not null,
  access       text        not null,
  status       varchar(8)  not null,
  primary key (organisation, account_id)
);
create index organisation_member_of_account on organisation_member (account_id);

create table organisation_device (
  organisation varchar(36) not null references organisation (id),
  key_id       varchar(32) not null,
  account_id   varchar(36) not null references account (id),
  approved     boolean     not null,
  primary key (organisation, key_id)
);
create index organisation_device_of_account on organisation_device (account_id, key_id);

create table organisation_invitation (
  organisation varchar(36) not null references organisation (id),
  id           varchar(32) not null,
  status       varchar(9)  not null,
  inviter      varchar(36) not null,
  joiner       varchar(36),
  expires_at   bigint      not null,
  reveal       varchar(44),
  primary key (organisation, id)
);
