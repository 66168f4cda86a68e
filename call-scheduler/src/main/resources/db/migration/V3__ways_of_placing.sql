-- How an attempt reaches its target.
alter table attempt add column via text not null default 'SCHEDULED_EVENT'
    check (via in ('SCHEDULED_EVENT', 'CALL_CONTROL', 'TEXML', 'TEXT'));
-- Whether it has left a message on a machine, or may have.
alter table attempt add column voicemail_left boolean not null default false;

-- What is to be done with a live call: a row is committed before the command leaves, and its id is Telnyx's command_id.
create table command (
    id            uuid        primary key,
    attempt_id    uuid        not null references attempt (id),
    kind          text        not null check (kind in ('START_ASSISTANT', 'LEAVE_MESSAGE', 'HANG_UP')),
    state         text        not null check (state in ('WAITING', 'SENT', 'DONE', 'DROPPED')),
    due_at        timestamptz not null,
    first_sent_at timestamptz,
    tries         int         not null default 0,
    -- real time by the database's clock: until then one process alone is busy with this command
    lease_until   timestamptz not null default 'epoch',
    unique (attempt_id, kind)
);
create index command_due on command (due_at) where state in ('WAITING', 'SENT');
