-- Who may speak to this service. The token itself is nowhere: only its SHA-256, in hexadecimal.
create table api_key (
    hash       text        primary key,
    name       text        not null unique,
    account    text        not null,
    role       text        not null check (role in ('agent', 'approver', 'operator', 'viewer')),
    created_at timestamptz not null
);

-- A mission as it was stated. Its targets are rows of their own.
create table mission (
    id              uuid        primary key,
    account         text        not null,
    name            text        not null,
    handle          text        not null,
    mission_class   text        not null,
    document        json        not null,
    idempotency_key text,
    body_digest     text        not null,
    created_at      timestamptz not null,
    unique (account, idempotency_key)
);
create index mission_by_account on mission (account, created_at desc, id desc);

-- One carrying-out of a mission. The counters are kept here, so that nobody counts targets:
-- asked = targets a call was requested for; calls = attempts that Telnyx accepted.
create table run (
    id             uuid        primary key,
    mission_id     uuid        not null references mission (id),
    account        text        not null,
    status         text        not null,
    created_at     timestamptz not null,
    started_at     timestamptz,
    finished_at    timestamptz,
    deadline_at    timestamptz,
    summary        text,
    reason         text,
    best           json,
    targets        integer     not null,
    asked          integer     not null default 0,
    calls          integer     not null default 0,
    settled        integer     not null default 0,
    succeeded      integer     not null default 0,
    talk_minutes   integer     not null default 0,
    event_seq      bigint      not null default 0,
    -- What provisioning has found or made at Telnyx so far.
    assistant_id   text,
    texml_app_id   text,
    group_id       text,
    structured_id  text,
    summary_id     text,
    from_number    text,
    -- Due work: what is to be done next and when; outcome is how the run ends once 'finish' is done.
    work           text        check (work in ('provision', 'request', 'finish')),
    work_due_at    timestamptz,
    work_tries     integer     not null default 0,
    outcome        text,
    outcome_reason text
);
create index run_by_account on run (account, created_at desc, id desc);
create index run_by_mission on run (mission_id);
create index run_work_due on run (work, work_due_at) where work is not null;
create index run_deadline_due on run (deadline_at) where finished_at is null and deadline_at is not null;

create table step (
    run_id       uuid        not null references run (id),
    step_id      text        not null,
    description  text        not null,
    sequence     integer     not null,
    status       text        not null,
    started_at   timestamptz,
    completed_at timestamptz,
    primary key (run_id, step_id)
);

-- Who is to be called, and what came of it. position: as listed; sequence: in the order of calls; both from 1.
create table target (
    id             uuid        primary key,
    run_id         uuid        not null references run (id),
    position       integer     not null,
    sequence       integer     not null,
    name           text        not null,
    phone          text        not null,
    timezone       text,
    priority       integer     not null default 0,
    strength       double precision,
    variables      json        not null,
    call_id        uuid,
    call_variables json,
    status         text        not null,
    progress       json,
    round          text,
    rank           integer,
    recommended    boolean     not null default false,
    rank_reason    text,
    updated_at     timestamptz not null
);
create unique index target_by_position on target (run_id, position);
create unique index target_by_sequence on target (run_id, sequence);
create unique index target_by_call on target (call_id) where call_id is not null;
create index target_unsettled on target (run_id, sequence)
    where status in ('pending', 'scheduled', 'in_progress', 'no_answer', 'busy', 'failed');
create index target_recommended on target (run_id, rank) where recommended;

-- What happened in a run, in order: seq counts from 1 without gaps.
create table run_event (
    run_id  uuid        not null references run (id),
    seq     bigint      not null,
    type    text        not null,
    at      timestamptz not null,
    body    json        not null,
    primary key (run_id, seq)
);

-- One provisioning per account at a time, so that two missions never make the same assistant twice.
create table provisioning_lease (
    account      text        primary key,
    leased_until timestamptz not null
);

-- What the Telnyx Missions API has been told of a run. Events up to told_seq have been told; those up to telling_seq
-- are on their way under an idempotency key made of both.
create table mirror (
    run_id      uuid        primary key references run (id),
    account     text        not null,
    mission_ref text,
    run_ref     text,
    told_seq    bigint      not null default 0,
    telling_seq bigint,
    state       text        not null check (state in ('open', 'closed', 'given_up')),
    due_at      timestamptz not null,
    tries       integer     not null default 0
);
create index mirror_due on mirror (due_at) where state = 'open';

-- What it is to be told yet, in order. A row goes when Telnyx has answered.
create table mirror_op (
    id        bigint  generated always as identity primary key,
    run_id    uuid    not null references run (id),
    kind      text    not null,
    payload   json    not null,
    attempted boolean not null default false
);
create index mirror_op_by_run on mirror_op (run_id, id);
