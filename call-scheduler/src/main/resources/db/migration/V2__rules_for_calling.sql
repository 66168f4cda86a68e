-- Keys of /v1: the same table as in every service that has one.
create table api_key (
    hash       text        primary key,
    name       text        not null unique,
    account    text        not null,
    role       text        not null check (role in ('agent', 'approver', 'operator', 'viewer')),
    created_at timestamptz not null
);

-- Numbers that an account never calls.
create table suppression (
    account  text        not null,
    phone    text        not null,
    reason   text        not null,
    added_at timestamptz not null,
    added_by text        not null,
    -- true until the calls that wait for this number, or are about to ring it, have been told
    pending  boolean     not null default true,
    primary key (account, phone)
);
create index suppression_to_tell on suppression (account, phone) where pending;

-- Every change of the list, for ever: who, when, what, why. Rows are only added.
create table suppression_change (
    id         bigint      generated always as identity primary key,
    account    text        not null,
    phone      text        not null,
    change     text        not null check (change in ('added', 'reason_changed', 'removed')),
    reason     text        not null,
    source     text        not null check (source in ('api', 'csv')),
    changed_by text        not null,
    changed_at timestamptz not null
);
create index suppression_history on suppression_change (account, phone, id);
create index suppression_audit on suppression_change (account, id);

-- Who got a voicemail message: one at most per person, over all attempts and missions of the account.
create table voicemail_message (
    account    text        not null,
    phone      text        not null,
    left_at    timestamptz not null,
    attempt_id uuid        not null,
    primary key (account, phone)
);

alter table call add column in_vain text not null default '{}';
alter table call add column suppressed boolean not null default false;
create index call_to_number on call (account, phone) where state in ('QUEUED', 'ATTEMPTING', 'AWAITING_INSIGHT');
create index call_to_withdraw_suppressed on call (attempt_id) where state = 'ATTEMPTING' and suppressed;

-- What was done to a live call from outside, by whom, and what Telnyx said to it.
create table call_action (
    command_id      uuid        primary key,
    call_id         uuid        not null,
    attempt_id      uuid        not null,
    account         text        not null,
    call_control_id text        not null,
    call_session_id text        not null,
    action          text        not null,
    requested_by    text        not null,
    requested_at    timestamptz not null,
    -- SENDING until the answer is known; it may never be
    result          text        not null default 'SENDING',
    detail          text        not null default ''
);
create index call_action_of_call on call_action (call_id, requested_at);
create index call_action_on_leg on call_action (call_control_id);
create index call_action_in_session on call_action (call_session_id);

-- Webhooks that such actions lead to.
create table call_action_webhook (
    event_id    text        primary key,
    call_id     uuid        not null,
    attempt_id  uuid        not null,
    event_type  text        not null,
    occurred_at timestamptz not null
);
create index call_action_webhook_of_call on call_action_webhook (call_id, occurred_at);
