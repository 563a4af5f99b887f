-- The order in which they were made: a clock that is set back says otherwise.
CREATE SEQUENCE restore_point_number;
ALTER TABLE restore_point ADD COLUMN number bigint;
UPDATE restore_point SET number = made.number
    FROM (SELECT environment, name, row_number() OVER (ORDER BY created_at) AS number FROM restore_point) AS made
    WHERE restore_point.environment = made.environment AND restore_point.name = made.name;
SELECT setval('restore_point_number', (SELECT coalesce(max(number), 0) + 1 FROM restore_point), false);
ALTER TABLE restore_point ALTER COLUMN number SET DEFAULT nextval('restore_point_number');
ALTER TABLE restore_point ALTER COLUMN number SET NOT NULL;
ALTER SEQUENCE restore_point_number OWNED BY restore_point.number;
