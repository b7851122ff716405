-- What CI runs may read. A policy belongs to an owner's chain, so that it stays when its vault goes
-- and stands again when the vault comes back; what is escrowed goes with the vault.

-- The public halves of the escrow key's versions; the newest one is current. Escrowing locks the row
-- that it relies on, so that a rotation waits for it.
create table escrow_key (
  id         varchar(32) not null primary key,
  version    integer     not null unique,
  public_key varchar(88) not null,
  created_at bigint      not null
);

-- source is 'chain', or 'lpm' for what an lpm client set, unsigned and without event and author.
-- pulls counts those of the day pulls_day, in days since 1970-01-01, UTC.
create table trust_policy (
  owner_id             varchar(36)  not null,
  id                   varchar(32)  not null,
  vault_id             varchar(128) not null,
  source               varchar(8)   not null,
  policy               text         not null,
  sequence             bigint,
  author               varchar(32),
  set_at               bigint       not null,
  pinned_repository_id varchar(64),
  pinned_owner_id      varchar(64),
  pulls_day            bigint       not null,
  pulls                integer      not null,
  last_pulled_at       bigint,
  primary key (owner_id, id)
);
create index trust_policy_of_vault on trust_policy (vault_id, owner_id);

-- Keys of the vault's current epoch alone. sealed is what opens with escrow_key now; note is what the
-- author signed, whose sealed form an escrow key before it opened.
create table escrowed_key (
  vault       varchar(36)  not null references vault (id),
  policy      varchar(32)  not null,
  environment varchar(64)  not null,
  epoch       integer      not null,
  escrow_key  varchar(32)  not null references escrow_key (id),
  sealed      varchar(152) not null,
  author      varchar(32)  not null,
  note        text         not null,
  primary key (vault, policy, environment)
);
create index escrowed_key_under on escrowed_key (escrow_key);

-- The wrapping key of an account, as an lpm client handed it over for one vault.
create table lpm_escrow (
  vault      varchar(36)  not null primary key references vault (id),
  escrow_key varchar(32)  not null references escrow_key (id),
  sealed     varchar(152) not null
);
create index lpm_escrow_under on lpm_escrow (escrow_key);

-- What one CI run may pull, by the id in its token. policy_digest is of the policy that let it in:
-- once that reads differently, the run has to exchange its token again. run holds what is known of
-- the run for the audit log, a line 'NAME VALUE' each.
create table job_token (
  id            varchar(36)   not null primary key,
  owner_id      varchar(36)   not null,
  policy        varchar(32)   not null,
  policy_digest varchar(44)   not null,
  vault_id      varchar(128)  not null,
  environment   varchar(64)   not null,
  run           varchar(2000) not null,
  expires_at    bigint        not null
);
create index job_token_expiry on job_token (expires_at);
