-- One message to one channel about one run. Written together with the seen event, sent after the commit.
create table notification (
    id              uuid        primary key,
    mission_id      uuid        not null,
    run_id          uuid        not null,
    account         text        not null,
    channel         text        not null check (channel in ('SLACK', 'TELEGRAM')),
    -- The event it tells of, as JSON: the text is made when it is sent.
    event           text        not null,
    state           text        not null check (state in ('PENDING', 'SENT', 'GIVEN_UP')),
    attempts        integer     not null default 0,
    -- Mission time.
    created_at      timestamptz not null,
    next_attempt_at timestamptz not null,
    updated_at      timestamptz not null,
    -- Real time, by the database's clock: how long a replica may take for one request.
    leased_until    timestamptz,
    -- Where it went and which message it is there, so that it can be changed later.
    sent_to         text        not null default '',
    reference       text        not null default '',
    reason          text        not null default '',
    unique (run_id, channel)
);
create index notification_due on notification (next_attempt_at) where state = 'PENDING';
