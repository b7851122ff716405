-- The CI tokens that were exchanged: each once, on whichever server. Digests of who issued it and of
-- its id (or of all that is signed, where it has none). Kept until nobody would take the token again.

create table spent_token (
  issuer     varchar(44) not null,
  token      varchar(44) not null,
  expires_at bigint      not null,
  primary key (issuer, token)
);
create index spent_token_expiry on spent_token (expires_at);
