-- Whether it is held by text: then it is waited for until somebody has answered.
alter table conversation add column by_text boolean not null default false;
