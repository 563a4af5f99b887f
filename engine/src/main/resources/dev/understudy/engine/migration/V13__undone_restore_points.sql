ALTER TABLE restore_point ADD COLUMN undone boolean NOT NULL DEFAULT false;
UPDATE restore_point SET undone = true WHERE name LIKE 'undone-%';
