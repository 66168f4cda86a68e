-- Runs so slow that their last dial counts for longer: looked at with every pass, few among all there ever were.
create index run_slow on run (account) where calls_per_second < 0.2 and cancelled_at is null;
