-- Events that are committed but not yet acknowledged by the broker. The relay deletes a row after the acknowledgement.
create table outbox (
    id              bigint generated always as identity primary key,
    event_id        uuid        not null unique,
    topic           text        not null,
    key             text        not null,
    subject         text        not null,
    correlation_id  text,
    causation_id    text,
    occurred_at     timestamptz not null,
    body            text        not null
);

-- Events whose effect is committed. An id is inserted in the same transaction as its effect.
create table seen_event (
    event_id uuid        primary key,
    seen_at  timestamptz not null
);
create index seen_event_by_age on seen_event (seen_at);
