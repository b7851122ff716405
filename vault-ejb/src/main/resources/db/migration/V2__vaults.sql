-- The head of a vault is its row; every version's bytes are stored once, in its history.
-- keys_revision counts changes of who can open the vault, so that a push notices them.

create table vault (
  id            varchar(36)  not null primary key,
  account_id    varchar(36)  not null references account (id),
  vault_id      varchar(128) not null,
  version       integer      not null,
  format        varchar(16)  not null,
  epoch         integer      not null,
  head_digest   varchar(44)  not null,
  push_digest   varchar(44)  not null,
  keys_revision bigint       not null,
  name          varchar(200),
  env_schema    text,
  updated_at    bigint       not null,
  unique (account_id, vault_id)
);

create table vault_version (
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
  primary key (vault, version)
);

create table wrapped_key (
  vault     varchar(36) not null references vault (id),
  epoch     integer     not null,
  recipient varchar(32) not null,
  note      text        not null,
  primary key (vault, epoch, recipient)
);
