alter table run add column waits_for jsonb;
comment on column run.waits_for is 'what a queued run waits for at the door; while it does, others do not wait for it';
