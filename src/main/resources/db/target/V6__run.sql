ALTER TABLE nightload.instance ADD run uuid;
COMMENT ON COLUMN nightload.instance.run IS
  'The run that has begun or resumed it last: an earlier one, which may have been paused, takes no checkpoint of it any more';
