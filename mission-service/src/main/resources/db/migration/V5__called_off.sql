-- Calls that were requested and that the budget no longer covers: each is called off once.
alter table target add column called_off boolean not null default false;
create index target_called_off on target (run_id) where called_off;
