-- What a role "loader" needs to load into the schema "shop" of the database "shop": a schema of its own, and nothing else that it
-- owns. Run it as an administrator, once for each schema that jobs load into.
CREATE SCHEMA IF NOT EXISTS nightload AUTHORIZATION loader;

-- Upserts, updates and the search for bad rows put a chunk into a temporary table. PUBLIC usually has this privilege.
GRANT TEMPORARY ON DATABASE shop TO loader;

GRANT USAGE ON SCHEMA shop TO loader;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA shop TO loader;
-- Where a column's default takes its value from a sequence; identity columns need no grant.
GRANT USAGE ON ALL SEQUENCES IN SCHEMA shop TO loader;

-- Mode replace and the option delete also take:
-- GRANT DELETE ON shop.order_facts TO loader;
