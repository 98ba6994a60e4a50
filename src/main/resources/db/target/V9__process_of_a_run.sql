ALTER TABLE nightload.instance ADD process text;
COMMENT ON COLUMN nightload.instance.process IS
  'Of that run, for people: host and process id. A run that was overtaken says by whom';
