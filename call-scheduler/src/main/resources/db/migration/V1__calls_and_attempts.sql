-- What an account may do at once. Its row is the lock under which slots are claimed.
create table account (
    name             text        primary key,
    concurrent_limit int         not null check (concurrent_limit > 0),
    effective_limit  int         not null check (effective_limit > 0),
    limit_changed_at timestamptz not null,
    throttled_at     timestamptz,
    held_until       timestamptz,
    failures         int         not null default 0,
    failed_at        timestamptz
);

-- A run's own caps, and whether it is still wanted.
create table run (
    id               uuid        primary key,
    account          text        not null,
    concurrent_calls int,
    calls_per_second double precision,
    cancelled_at     timestamptz,
    cancel_reason    text,
    -- true until every call of a cancelled run has been told
    cancel_pending   boolean     not null default false
);
create index run_to_cancel on run (id) where cancel_pending;

create table call (
    id               uuid        primary key,
    account          text        not null,
    run_id           uuid        not null references run (id),
    sequence         int         not null,
    phone            text        not null,
    recipients       text        not null,
    priority         int         not null,
    deadline         timestamptz,
    -- IANA zones in which the recipient may be, separated by commas; empty if unknown
    zones            text        not null,
    -- call.requested, as it came
    request          text        not null,
    state            text        not null
        check (state in ('QUEUED', 'ATTEMPTING', 'AWAITING_INSIGHT', 'SETTLED', 'ABANDONED', 'CANCELLED')),
    due_at           timestamptz not null,
    attempts         int         not null default 0,
    attempt_id       uuid,
    -- further attempts made because of an outcome, by outcome
    retries_used     text        not null default '{}',
    last_outcome     text,
    refusals         int         not null default 0,
    cancel_requested boolean     not null default false,
    insight_due_at   timestamptz
);
create index call_queue on call (run_id, priority desc, due_at, sequence) where state = 'QUEUED';
create index call_waiting_runs on call (account, run_id) where state = 'QUEUED';
create index call_due on call (account, due_at) where state = 'QUEUED';
create index call_past_deadline on call (deadline) where state = 'QUEUED' and deadline is not null;
create index call_without_insight on call (insight_due_at) where state = 'AWAITING_INSIGHT';
create index call_to_withdraw on call (attempt_id) where state = 'ATTEMPTING' and cancel_requested;
create index call_of_run on call (run_id) where state in ('QUEUED', 'ATTEMPTING', 'AWAITING_INSIGHT');

-- The ledger of intents: a row is committed before the request leaves.
create table attempt (
    id                 uuid        primary key,
    call_id            uuid        not null references call (id),
    run_id             uuid        not null,
    account            text        not null,
    assistant_id       text        not null,
    from_number        text        not null,
    phone              text        not null,
    number             int         not null,
    state              text        not null
        check (state in ('PLACING', 'UNKNOWN', 'ACCEPTED', 'LIVE', 'REFUSED', 'ENDED')),
    placings           int         not null default 1,
    intent_at          timestamptz not null,
    scheduled_for      timestamptz not null,
    accepted_at        timestamptz,
    scheduled_event_id text,
    call_control_id    text,
    call_session_id    text,
    conversation_id    text,
    conversation_secs  int,
    machine            boolean     not null default false,
    started_at         timestamptz,
    answered_at        timestamptz,
    ended_at           timestamptz,
    outcome            text,
    -- mission time of the next look at Telnyx, unless webhooks settle it before
    look_at            timestamptz not null,
    looks              int         not null default 0,
    -- real time by the database's clock: until then one process alone is busy with this attempt
    lease_until        timestamptz not null,
    unique (call_id, number)
);
-- The database itself refuses a second live attempt to one number.
create unique index attempt_alone_on_its_number on attempt (account, phone)
    where state in ('PLACING', 'UNKNOWN', 'ACCEPTED', 'LIVE');
create index attempt_by_call_control_id on attempt (call_control_id) where call_control_id is not null;
create index attempt_recent on attempt (account, intent_at);
create index attempt_recent_of_run on attempt (run_id, intent_at);
create index attempt_to_look_at on attempt (look_at) where state in ('PLACING', 'UNKNOWN', 'ACCEPTED', 'LIVE');
create index attempt_reached on attempt (account, phone, ended_at) where outcome in ('COMPLETED', 'VOICEMAIL');

-- Calls that were cancelled, perhaps before they were requested: the two come from different topics.
create table cancellation (
    call_id      uuid        primary key,
    cancelled_at timestamptz not null
);
