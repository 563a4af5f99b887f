ALTER TABLE release ADD COLUMN modules jsonb NOT NULL DEFAULT '{"listed": [], "install": [], "uninstall": [], "dropped": []}';

UPDATE release SET changes = changes || '{"notInUse": []}';

ALTER TABLE rehearsal ADD COLUMN moves jsonb;

UPDATE rehearsal SET plan = plan || '{"uninstall": []}', moves = jsonb_build_object('installed', plan -> 'install', 'removed', '[]'::jsonb);

ALTER TABLE rehearsal ALTER COLUMN moves SET NOT NULL;
