ALTER TABLE nightload.checkpoint ADD bounds jsonb;
COMMENT ON COLUMN nightload.checkpoint.partition IS
  '0 is the step itself; where it is read in partitions, these are numbered from 1';
COMMENT ON COLUMN nightload.checkpoint.bounds IS
  'What the partition reads, frozen when the step began; NULL for the step itself';
