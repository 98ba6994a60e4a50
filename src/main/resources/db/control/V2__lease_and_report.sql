CREATE TABLE nightload.lease (
  project text NOT NULL,
  job text NOT NULL,
  identity text NOT NULL,
  host text NOT NULL,
  process bigint NOT NULL,
  started timestamptz NOT NULL,
  heartbeat timestamptz NOT NULL,
  backend_pid int NOT NULL,
  execution_id bigint,
  PRIMARY KEY (project, job, identity)
);
COMMENT ON TABLE nightload.lease IS
  'Who runs a job instance now or ran it last; whether it lives is told by its advisory lock, not by this row';
COMMENT ON COLUMN nightload.lease.identity IS 'Identifying parameters, name=value, sorted, one a line';
COMMENT ON COLUMN nightload.lease.process IS 'Process id on the host';
COMMENT ON COLUMN nightload.lease.heartbeat IS 'When the process last said that it lives';
COMMENT ON COLUMN nightload.lease.backend_pid IS 'PostgreSQL process that holds the advisory lock';
COMMENT ON COLUMN nightload.lease.execution_id IS 'Job execution, once there is one';

CREATE TABLE nightload.report (
  execution_id bigint NOT NULL,
  step text NOT NULL,
  report jsonb NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (execution_id, step)
);
COMMENT ON TABLE nightload.report IS 'What each step of an execution did, as nightload show prints it';
