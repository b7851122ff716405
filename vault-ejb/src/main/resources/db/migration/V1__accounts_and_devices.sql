-- Times are microseconds since 1970-01-01T00:00:00Z. Ids are UUIDs in text, key ids and digests as
-- the protocol writes them.

create table account (
  id            varchar(36)  not null primary key,
  name          varchar(64)  not null unique,
  administrator boolean      not null,
  password      varchar(255) not null,
  one_time      boolean      not null,
  created_at    bigint       not null
);

create table access_token (
  id         varchar(36) not null primary key,
  account_id varchar(36) not null references account (id),
  name       varchar(64) not null,
  scope      varchar(8)  not null,
  device     varchar(32),
  made_by    varchar(32),
  created_at bigint      not null,
  expires_at bigint      not null,
  revoked_at bigint
);
create index access_token_of_account on access_token (account_id, expires_at);

create table sign_in_attempts (
  bucket      varchar(160) not null primary key,
  attempts    integer      not null,
  window_ends bigint       not null
);
create index sign_in_attempts_window on sign_in_attempts (window_ends);

create table device (
  id            varchar(36) not null primary key,
  account_id    varchar(36) not null references account (id),
  key_id        varchar(32) not null,
  name          varchar(64) not null,
  signing_key   varchar(44) not null,
  agreement_key varchar(44) not null,
  status        varchar(8)  not null,
  created_at    bigint      not null,
  commitment    varchar(44),
  approver      varchar(32),
  genesis       varchar(44),
  chain_sequence bigint,
  chain_head    varchar(44),
  challenge     varchar(44),
  reveal        varchar(44),
  unique (account_id, key_id)
);

create table account_event (
  id         varchar(36) not null primary key,
  account_id varchar(36) not null references account (id),
  sequence   bigint      not null,
  note       text        not null,
  unique (account_id, sequence)
);

create table signing_key (
  id         varchar(16) not null primary key,
  thumbprint varchar(64) not null
);
