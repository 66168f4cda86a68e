-- What a person must decide, and what became of it. The messages in the channels are views of this.
create table approval (
    id         uuid        primary key,
    account    text        not null,
    -- The event that asks, as JSON; absent while only its answer has arrived.
    requested  text,
    -- The event that closed it, as JSON; absent while it is open.
    answered   text,
    -- Mission time.
    updated_at timestamptz not null
);

alter table notification
    -- Some approvals are of no mission.
    alter column mission_id drop not null,
    alter column run_id drop not null,
    -- COMPLETION: a run has ended. QUESTION: the message about an approval. REPLY: an answer to one person, HELD until it
    -- is known. FORM: a form for one person.
    add column kind        text    not null default 'COMPLETION'
        check (kind in ('COMPLETION', 'QUESTION', 'REPLY', 'FORM')),
    add column approval_id uuid    references approval (id),
    -- Grows when there is more to show; an attempt for an earlier one is followed by another.
    add column revision    integer not null default 0,
    -- Somebody waits for it right now.
    add column urgent      boolean not null default false,
    drop constraint notification_state_check,
    add constraint notification_state_check check (state in ('HELD', 'PENDING', 'SENT', 'GIVEN_UP')),
    drop constraint notification_run_id_channel_key;

create unique index notification_of_completion on notification (run_id, channel) where kind = 'COMPLETION';
create unique index notification_of_question on notification (approval_id, channel) where kind = 'QUESTION';
create index notification_shown on notification (channel, sent_to, reference) where kind = 'QUESTION';
drop index notification_due;
create index notification_due on notification (urgent, next_attempt_at) where state = 'PENDING';
