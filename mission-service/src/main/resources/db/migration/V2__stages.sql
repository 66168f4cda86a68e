-- Targets may be called in several stages (rounds, or once more to act): each call of a target is a row of its own.
-- stage: from 1; the latest row of a position is what counts for that target.
alter table target add column stage integer not null default 1;
drop index target_by_position;
create unique index target_by_position on target (run_id, position, sequence);
-- Whom nobody has asked a call for yet, in the order of calls.
create index target_to_ask on target (run_id, sequence) where call_id is null and status = 'pending';
-- Whose call is under way.
create index target_open on target (run_id, sequence)
    where call_id is not null and status in ('pending', 'scheduled', 'in_progress', 'no_answer', 'busy', 'failed');

-- targets: as listed, whatever the number of stages; entries: rows of target; stage: the latest begun; memory: what the
-- strategy must know again.
alter table run add column entries integer;
update run set entries = targets;
alter table run alter column entries set not null;
alter table run add column stage integer not null default 1;
alter table run add column memory json;

-- What each stage was provisioned with at Telnyx, the first stage first.
alter table run add column provisions jsonb not null default '[]';
update run set provisions = jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'assistant_id', assistant_id, 'texml_app_id', texml_app_id, 'group_id', group_id, 'structured_id', structured_id,
    'summary_id', summary_id, 'from', from_number)));
alter table run drop column assistant_id, drop column texml_app_id, drop column group_id, drop column structured_id,
    drop column summary_id, drop column from_number;
