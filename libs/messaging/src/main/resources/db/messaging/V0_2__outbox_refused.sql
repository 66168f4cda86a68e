-- Events that the broker will never take (too large), with the reason: put aside, so that those behind them are sent.
create table outbox_refused (
    id         bigint      primary key,
    event_id   uuid        not null,
    topic      text        not null,
    key        text        not null,
    body       text        not null,
    reason     text        not null,
    refused_at timestamptz not null
);
