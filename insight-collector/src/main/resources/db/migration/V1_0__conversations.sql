-- One row per attempt whose conversation is to yield an insight.
create table conversation (
    attempt_id      uuid        primary key,
    call_id         uuid        not null,
    mission_id      uuid        not null,
    run_id          uuid        not null,
    -- The call.completed that opened it.
    opened_by       uuid        not null,
    account         text        not null,
    attempt         int         not null,
    sequence        int         not null,
    target_name     text        not null,
    group_id        text        not null,
    structured_id   text        not null,
    summary_id      text,
    conversation_id text,
    call_control_id text,
    call_session_id text,
    state           text        not null,
    -- What the insights said, from their arrival until the verdict.
    results         text,
    -- Look-ups since the last change of state.
    tries           int         not null,
    -- When the state needs something done; null when nothing is left to do. Moved ahead while a replica is at it.
    due_at          timestamptz,
    give_up_at      timestamptz not null,
    -- The verdict, and the name that the conversation gets at Telnyx.
    status          text,
    name            text,
    changed_at      timestamptz not null,
    version         int         not null
);
create index conversation_by_conversation on conversation (conversation_id);
create index conversation_by_control on conversation (call_control_id);
create index conversation_by_session on conversation (call_session_id);
create index conversation_due on conversation (due_at) where due_at is not null;
create index conversation_settled on conversation (changed_at) where due_at is null;

-- Facts from webhooks that came before their call.completed, or that belong to no call of ours.
create table early_fact (
    id              bigint      generated always as identity primary key,
    kind            text        not null,
    conversation_id text,
    call_control_id text,
    call_session_id text,
    results         text        not null,
    kept_at         timestamptz not null
);
create index early_fact_by_conversation on early_fact (conversation_id);
create index early_fact_by_control on early_fact (call_control_id);
create index early_fact_by_session on early_fact (call_session_id);
create index early_fact_by_age on early_fact (kept_at);
