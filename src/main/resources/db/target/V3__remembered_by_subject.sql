ALTER TABLE nightload.remembered ADD subject text NOT NULL DEFAULT '';
ALTER TABLE nightload.remembered DROP CONSTRAINT remembered_pkey;
ALTER TABLE nightload.remembered ADD PRIMARY KEY (project, job, step, partition, subject);
COMMENT ON COLUMN nightload.remembered.subject IS
  'A hash of what the value is of: connection, table and condition or query, and the identifying parameters in it that are no dates';
