CREATE TABLE nightload.instance (
  project text NOT NULL,
  job text NOT NULL,
  identity text NOT NULL,
  again int NOT NULL,
  started timestamptz NOT NULL DEFAULT now(),
  completed timestamptz,
  PRIMARY KEY (project, job, identity, again)
);
COMMENT ON TABLE nightload.instance IS 'A job instance as its target knows it';
COMMENT ON COLUMN nightload.instance.identity IS 'Identifying parameters, name=value, sorted, one a line';
COMMENT ON COLUMN nightload.instance.again IS '0 for the first run of an identity, one more for each --again';

CREATE TABLE nightload.checkpoint (
  project text NOT NULL,
  job text NOT NULL,
  identity text NOT NULL,
  again int NOT NULL,
  step text NOT NULL,
  partition int NOT NULL,
  fence bigint NOT NULL DEFAULT 0,
  position jsonb NOT NULL DEFAULT '{}',
  counts jsonb NOT NULL DEFAULT '{}',
  chunks bigint NOT NULL DEFAULT 0,
  inputs jsonb,
  definition text,
  complete boolean NOT NULL DEFAULT false,
  writer_pid int,
  writer_started timestamptz,
  updated timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project, job, identity, again, step, partition)
) WITH (fillfactor = 50);
COMMENT ON TABLE nightload.checkpoint IS
  'How far a step''s partition is; updated in the transaction of each chunk, so it says what the target really holds';
COMMENT ON COLUMN nightload.checkpoint.fence IS 'One more for each writer; a chunk of an earlier writer cannot commit';
COMMENT ON COLUMN nightload.checkpoint.position IS 'Where the source goes on';
COMMENT ON COLUMN nightload.checkpoint.counts IS 'What became of the rows up to there';
COMMENT ON COLUMN nightload.checkpoint.inputs IS 'What the source read when the step began; a resume with others is refused';
COMMENT ON COLUMN nightload.checkpoint.definition IS 'Hash of the step''s source, transforms and target; likewise';
COMMENT ON COLUMN nightload.checkpoint.writer_pid IS 'PostgreSQL process of the writer';
COMMENT ON COLUMN nightload.checkpoint.writer_started IS 'When that process began, because numbers are used again';

CREATE TABLE nightload.reject (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project text NOT NULL,
  job text NOT NULL,
  identity text NOT NULL,
  again int NOT NULL,
  execution_id bigint NOT NULL,
  step text NOT NULL,
  partition int NOT NULL,
  file text,
  line bigint,
  byte_offset bigint,
  key text,
  raw text,
  reason text NOT NULL,
  sqlstate text,
  column_name text,
  constraint_name text,
  rejected timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON nightload.reject (project, job, identity, again, step);
COMMENT ON TABLE nightload.reject IS 'Rows that could not be loaded; each commits with its chunk';
COMMENT ON COLUMN nightload.reject.execution_id IS 'Job execution that rejected it';
COMMENT ON COLUMN nightload.reject.line IS 'Line of the file that the row begins on, from 1';
COMMENT ON COLUMN nightload.reject.byte_offset IS 'Byte of the (decoded) file that the row begins at';
COMMENT ON COLUMN nightload.reject.key IS 'Key of a row that came from a database';
COMMENT ON COLUMN nightload.reject.raw IS 'The row as it came';
COMMENT ON COLUMN nightload.reject.column_name IS 'Column whose value is at fault';
COMMENT ON COLUMN nightload.reject.constraint_name IS 'Constraint that the row would violate';
