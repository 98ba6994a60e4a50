COMMENT ON TABLE nightload.lease IS
  'Who runs a job instance now. The row goes when the run ends; one whose advisory lock nobody holds is of a process that died';
