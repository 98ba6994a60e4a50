CREATE TABLE nightload.hold (
  project text NOT NULL,
  job text NOT NULL,
  identity text NOT NULL,
  again int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('stopped', 'abandoned')),
  execution_id bigint NOT NULL,
  person text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (project, job, identity, again)
);
COMMENT ON TABLE nightload.hold IS
  'Job instances that a person has stopped or abandoned: the process that runs one ends, and run leaves it alone';
COMMENT ON COLUMN nightload.hold.kind IS 'stopped until nightload restart, or abandoned for good';
COMMENT ON COLUMN nightload.hold.execution_id IS 'Job execution that the person named';
COMMENT ON COLUMN nightload.hold.person IS 'Who, as user@host';
