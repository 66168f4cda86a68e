-- What people were asked, bound by its digest to one exact request, and what they decided. Only a pending one changes.
create table approval (
    id           uuid        primary key,
    account      text        not null,
    mission_id   uuid        references mission (id),
    run_id       uuid        references run (id),
    action       text        not null,
    question     text        not null,
    request      json        not null,
    digest       text        not null,
    approvers    json        not null,
    candidates   json        not null,
    requested_at timestamptz not null,
    expires_at   timestamptz not null,
    -- What the run goes back to once it is decided.
    resumes      text,
    status       text        not null
        check (status in ('pending', 'approved', 'rejected', 'changed', 'expired', 'withdrawn')),
    decided_by   text,
    channel      text,
    decision_id  uuid,
    words        text,
    shortlist    json,
    reason       text,
    settled_at   timestamptz
);
create index approval_by_account on approval (account, requested_at desc, id desc);
create index approval_by_run on approval (run_id) where run_id is not null;
create index approval_expiry_due on approval (expires_at) where status = 'pending';

-- Guarded requests to Telnyx: a row is committed before its request leaves. 'sending' means that it may have been made,
-- and is looked up before it is made again.
create table guarded_action (
    id          uuid        primary key,
    approval_id uuid        unique references approval (id),
    account     text        not null,
    -- No reference: it would lock the run after the approval, and decisions lock them the other way round.
    run_id      uuid,
    action      text        not null,
    request     json        not null,
    digest      text        not null,
    asked_by    text,
    state       text        not null check (state in ('due', 'sending', 'executed', 'failed')),
    due_at      timestamptz,
    tries       integer     not null default 0,
    result      json,
    reason      text,
    created_at  timestamptz not null,
    finished_at timestamptz
);
create index guarded_action_due on guarded_action (due_at) where due_at is not null;
create unique index guarded_action_allowed on guarded_action (run_id, action, digest)
    where run_id is not null and approval_id is null;
