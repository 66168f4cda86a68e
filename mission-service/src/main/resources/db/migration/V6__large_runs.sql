-- What the mirror has yet to tell of a run, without passing over all that is not worth telling.
create index run_event_to_tell on run_event (run_id, seq)
    where type in ('call.completed', 'call.abandoned', 'insight', 'note');
-- Whose call failed and is tried again: few, however many calls are under way.
create index target_waiting on target (run_id)
    where call_id is not null and status in ('no_answer', 'busy', 'failed');
-- Those that are under way, or still to be decided, among all that are over.
create index run_by_status on run (account, status, created_at desc, id desc);
create index approval_by_status on approval (account, status, requested_at desc, id desc);
