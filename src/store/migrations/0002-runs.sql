create table run (
  id text collate "C" primary key,
  type text not null,
  state text not null check (state in ('running', 'done', 'failed', 'interrupted', 'needs-human', 'cancelled')),
  input jsonb not null,
  -- Places it needs before it may begin: [{resource, limit}].
  slots jsonb not null default '[]',
  error jsonb,
  cancel_asked boolean not null default false,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  -- Who carries it out. Every write of that one carries the token; a newer token fences it off.
  lease_owner text,
  lease_token int not null default 0,
  lease_until timestamptz
);
create index run_state on run (state);

create table run_step (
  run text collate "C" not null references run (id) on delete cascade,
  seq int not null,
  name text not null,
  type text not null,
  input jsonb not null,
  -- What is done, as it is written on the outside object.
  key text not null,
  state text not null check (state in ('waiting', 'intent', 'done', 'failed', 'in-doubt')),
  attempt int not null default 0,
  checkpoint jsonb,
  result jsonb,
  error jsonb,
  began_at timestamptz,
  ended_at timestamptz,
  primary key (run, seq),
  unique (run, name)
);

-- Numbered in commit order: the number is given under an advisory lock in the transaction that commits it.
create table run_event (
  seq int primary key,
  run text collate "C" not null,
  at timestamptz not null default now(),
  kind text not null,
  data jsonb not null
);
create index run_event_run on run_event (run, seq);

-- A place on a host, a datastore or a storage class that only so many runs may use at once.
create table run_slot (
  resource text collate "C" not null,
  number int not null,
  run text collate "C" not null references run (id) on delete cascade,
  primary key (resource, number)
);
