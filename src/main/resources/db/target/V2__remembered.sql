CREATE TABLE nightload.remembered (
  project text NOT NULL,
  job text NOT NULL,
  step text NOT NULL,
  partition int NOT NULL,
  value text NOT NULL,
  remembered timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (project, job, step, partition)
);
COMMENT ON TABLE nightload.remembered IS
  'What a step leaves for the next instance of its job, such as the highest value that since has seen; without its row the step reads everything';
