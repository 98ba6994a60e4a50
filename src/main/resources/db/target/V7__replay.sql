ALTER TABLE nightload.reject
  ADD items bigint[],
  ADD part_of bigint,
  ADD written boolean NOT NULL DEFAULT false,
  ADD mended text,
  ADD attempts int NOT NULL DEFAULT 1,
  ADD replayed timestamptz,
  ADD replayed_by text;
COMMENT ON COLUMN nightload.reject.raw IS
  'The row as it came: a file''s record as it stands there, a database''s row as JSON of what the step read of it';
COMMENT ON COLUMN nightload.reject.reason IS 'Why it was rejected the last time that it was tried';
COMMENT ON COLUMN nightload.reject.items IS
  'Which nested row of it unnest had made a row of, from 1, one number for each unnest; 0 for the row that stands for none; NULL for the whole row';
COMMENT ON COLUMN nightload.reject.part_of IS
  'The reject whose replay has made this one: one of its nested rows was refused, the others were not';
COMMENT ON COLUMN nightload.reject.written IS
  'Whether raw is not the row as it came, but as it was to be written: a publication refused it';
COMMENT ON COLUMN nightload.reject.mended IS 'The row as a person has mended it; NULL where it is still as it came';
COMMENT ON COLUMN nightload.reject.attempts IS 'How often it was tried: once, and once more for each replay';
COMMENT ON COLUMN nightload.reject.replayed IS 'When it went through its step after all; NULL while it is still rejected';
COMMENT ON COLUMN nightload.reject.replayed_by IS 'Who replayed it, as user@host';
