ALTER TABLE nightload.checkpoint ADD holder uuid;
COMMENT ON COLUMN nightload.checkpoint.holder IS
  'Who raised the fence, so that it knows itself again where the answer to that COMMIT was lost';
