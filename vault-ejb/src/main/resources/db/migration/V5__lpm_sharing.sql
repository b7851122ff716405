-- What lpm clients need to work in an organisation that allows them.

-- One X25519 key for each account, as its client published it.
create table sharing_key (
  account_id varchar(36) not null primary key references account (id),
  public_key varchar(44) not null,
  changed_at bigint      not null
);

-- The content key of a vault's head, wrapped for each member; all replaced by every push.
create table lpm_wrapped_key (
  vault       varchar(36)  not null references vault (id),
  account_id  varchar(36)  not null references account (id),
  wrapped_key varchar(126) not null,
  primary key (vault, account_id)
);
create index lpm_wrapped_key_of_account on lpm_wrapped_key (account_id);

-- Proofs that were not used yet, by their SHA-256.
create table step_up_proof (
  digest     varchar(44) not null primary key,
  account_id varchar(36) not null references account (id),
  scope      varchar(32) not null,
  expires_at bigint      not null
);
create index step_up_proof_expiry on step_up_proof (expires_at);
