-- The tables of the sample. It can be run again: what is there stays.
CREATE SCHEMA IF NOT EXISTS shop;

DO $$
BEGIN
  CREATE TYPE shop.order_status AS ENUM ('PAID', 'SENT', 'CANCELLED');
EXCEPTION WHEN duplicate_object THEN
  NULL;
END
$$;

CREATE TABLE IF NOT EXISTS shop.customers (
  id            integer PRIMARY KEY,
  name          varchar(60) NOT NULL,
  email         varchar(80) NOT NULL,
  country       char(2) NOT NULL,
  born_on       date,
  newsletter    boolean NOT NULL DEFAULT false,
  registered_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS shop.products (
  id         integer PRIMARY KEY,
  public_id  uuid NOT NULL,
  name       text NOT NULL,
  price      numeric(12,2) NOT NULL,
  weight_kg  numeric(8,3),
  active     boolean NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE IF NOT EXISTS shop.orders (
  id          bigint PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES shop.customers,
  ordered_on  date NOT NULL,
  ordered_at  timestamptz NOT NULL,
  status      shop.order_status NOT NULL,
  note        text
);

CREATE TABLE IF NOT EXISTS shop.order_lines (
  id         bigint PRIMARY KEY,
  order_id   bigint NOT NULL REFERENCES shop.orders,
  product_id integer NOT NULL REFERENCES shop.products,
  quantity   integer NOT NULL,
  unit_price numeric(12,2) NOT NULL,
  amount     numeric(14,2) NOT NULL
);

-- What the job makes of them.
CREATE SCHEMA IF NOT EXISTS mart;

CREATE TABLE IF NOT EXISTS mart.mailing_list (
  customer_id integer PRIMARY KEY,
  name        text NOT NULL,
  email       text NOT NULL
);

CREATE TABLE IF NOT EXISTS mart.order_facts (
  order_id      bigint PRIMARY KEY,
  business_date date NOT NULL,
  customer      text NOT NULL,
  items         bigint,
  revenue       numeric(14,2)
);

CREATE TABLE IF NOT EXISTS mart.daily_revenue (
  business_date date,
  country       char(2),
  orders        integer NOT NULL,
  revenue       numeric(14,2) NOT NULL,
  PRIMARY KEY (business_date, country)
);

CREATE SCHEMA IF NOT EXISTS archive;

CREATE TABLE IF NOT EXISTS archive.orders (
  id          bigint PRIMARY KEY,
  customer_id integer NOT NULL,
  ordered_at  timestamptz NOT NULL,
  status      text NOT NULL
);

CREATE TABLE IF NOT EXISTS archive.order_lines (
  id         bigint PRIMARY KEY,
  order_id   bigint NOT NULL REFERENCES archive.orders,
  product_id integer NOT NULL,
  quantity   integer NOT NULL,
  unit_price numeric(12,2) NOT NULL,
  amount     numeric(14,2) NOT NULL
);

CREATE INDEX IF NOT EXISTS orders_by_day ON shop.orders (ordered_on, id);
CREATE INDEX IF NOT EXISTS order_lines_of_an_order ON shop.order_lines (order_id);
CREATE INDEX IF NOT EXISTS archived_lines_of_an_order ON archive.order_lines (order_id);
