-- How a run is steered: before others of its account, and up to which cost. Without a budget nothing bounds the cost.
alter table run add column priority integer not null default 0;
alter table run add column budget_usd numeric(14, 4);
update run set budget_usd = cast(m.document #>> '{limits,budget_usd}' as numeric) from mission m where m.id = run.mission_id;

-- What it has cost so far, by estimate: the run, and each target over all its attempts.
alter table run add column cost_usd numeric(14, 4) not null default 0;
alter table target add column cost_usd numeric(14, 4) not null default 0;

-- The audit trail of a run: who and why, and a hash over each line and the one before it. Runs from before have none.
alter table run add column event_hash text not null default repeat('0', 64);
alter table run_event add column actor text not null default 'switchboard';
alter table run_event add column why text;
alter table run_event add column hash text not null default '';
