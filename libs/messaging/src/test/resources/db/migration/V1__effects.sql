create table effect (
    id     bigint generated always as identity primary key,
    reason text not null
);
