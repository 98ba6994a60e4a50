ALTER TABLE nightload.lease
  ADD machine text NOT NULL DEFAULT '',
  ADD born text NOT NULL DEFAULT '',
  ADD beats interval NOT NULL DEFAULT '5 seconds',
  ADD expiry interval NOT NULL DEFAULT '1 minute';
COMMENT ON COLUMN nightload.lease.machine IS 'Where process ids mean the same: a boot of a kernel and a namespace in it';
COMMENT ON COLUMN nightload.lease.born IS 'When the process began, because ids are used again; ticks since boot';
COMMENT ON COLUMN nightload.lease.beats IS 'How often it says that it lives';
COMMENT ON COLUMN nightload.lease.expiry IS 'How old its heartbeat may become before another process takes over';
