ALTER TABLE nightload.reject ADD traced boolean NOT NULL DEFAULT false;
ALTER TABLE nightload.reject ALTER traced SET DEFAULT true;
UPDATE nightload.reject SET traced = true WHERE items IS NOT NULL OR written OR attempts > 1 OR part_of IS NOT NULL;
COMMENT ON COLUMN nightload.reject.traced IS
  'Whether items and written say what it is: of a row that an older release has rejected nobody knows';
COMMENT ON COLUMN nightload.reject.part_of IS
  'The reject, counted as one row, of which replays have made this one: one of its nested rows was refused, others were not';
