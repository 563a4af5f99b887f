-- What is to stand in the calendar of production's Odoo.

ALTER TABLE outbox ADD COLUMN starts_at timestamptz, ADD COLUMN ends_at timestamptz;
COMMENT ON COLUMN outbox.starts_at IS 'Of a calendar entry; absent where it is to be taken away.';
