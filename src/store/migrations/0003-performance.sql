-- Samples of one entity at one interval in columns: at most 512 slots, a slot is a time divided by the interval.
create table performance_block (
  -- The identity key: `vm|vc:<vCenter>/vm-1001`.
  entity text collate "C" not null,
  interval_seconds int not null,
  block int not null,
  -- The newest slot with a sample.
  last_slot int not null,
  samples int not null,
  data bytea not null,
  primary key (entity, interval_seconds, block)
);
-- It is compressed already.
alter table performance_block alter column data set storage external;
