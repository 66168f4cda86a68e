-- How a run is steered, as the latest run.steered says; it may come before the run's first call.
alter table run add column held boolean not null default false;
alter table run add column priority int not null default 0;
-- Counts only once the run was steered: until then each call has the deadline it was requested with.
alter table run add column deadline timestamptz;
alter table run add column steered_at timestamptz;

-- Whether what rings or talks is hung up as well, of a whole run that was cancelled or of one call.
alter table run add column end_live boolean not null default false;
alter table cancellation add column end_live boolean not null default false;
-- True once its hangup is written; the webhook ends the attempt.
alter table attempt add column hung_up boolean not null default false;
