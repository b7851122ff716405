-- One hash-linked log for each account. No foreign key: a log outlives what it tells of.

create table audit_head (
  owner    varchar(36) not null primary key,
  sequence bigint      not null,
  hash     varchar(44) not null
);

create table audit_row (
  owner    varchar(36)   not null,
  sequence bigint        not null,
  previous varchar(44),
  time     bigint        not null,
  actor    varchar(36)   not null,
  device   varchar(32)   not null,
  action   varchar(32)   not null,
  outcome  varchar(16)   not null,
  vault    varchar(128)  not null,
  metadata varchar(2000) not null,
  hash     varchar(44)   not null,
  primary key (owner, sequence)
);
create index audit_row_of_vault on audit_row (owner, vault, sequence);
