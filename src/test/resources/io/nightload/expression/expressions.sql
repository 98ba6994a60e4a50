-- One expression a line: PostgreSQL and Nightload must give the same text, or refuse it both.

-- decimals
0.1 + 0.2
1.10 + 2.2
12345678901234567890.12 * 98765432109876543210.98
1.0 / 3
10.00 / 3
1 / 3.0
2.00 / 4
100000000.0 / 3
0.0001 / 7
0.00001 / 70000
123456789012345678901234567890.0 / 7
1 / 99999999.0
0.0 / 3
-7.5 / 2
1.0 / 0.0
7.5 % 2
-7.5 % 2
7.5 % 0.0
99999 * 99999
2147483647 + 1
2147483647::bigint + 1
9223372036854775807 + 1
9223372036854775808 + 1
-2147483648
(-2147483648) / (-1)
(-9223372036854775808) / (-1)
(-7) % 3
7 / -2
5 / 0
1e3 + 0.5
1e-5
1.50e2
round(2.5)
round(-2.5)
round(1234.5678, 2)
round(1234.5678, -2)
round(0.5)
trunc(-1.999, 1)
ceil(-0.5)
floor(-0.5)
abs(-0.00)
mod(5, -3)
div(-7, 2)
sign(0.0)
sqrt(2.0)
sqrt(-1)
sqrt(0.000001)
sqrt(123456789012345678901234567890.0)

-- binary numbers
0.1::float8 + 0.2::float8
1::float8 / 3
1e20::float8
1e-7::float8
123456789012345680::float8
0.5::float4
1e308::float8 * 10
1::float8 / 0
round(0.5::float8)
round(1.5::float8)

-- casts
2.5::integer
-2.5::integer
3.5::float8::integer
2.5::float8::integer
'12'::integer
' 12 '::integer
'1x'::integer
''::integer
99999::smallint
'99999999999'::integer
1::boolean
0::boolean
true::integer
true::text
'yes'::boolean
'of'::boolean
'perhaps'::boolean
12.345::numeric(5,2)
12345.6::numeric(5,2)
12345.6::numeric(3,-2)
'abcdef'::varchar(3)
'zürich'::varchar(3)
1.50::text
'1.50'::numeric
'1e3'::numeric
'NaN'::float8
'2024-02-30'::date
'2024-02-29'::date
'2024-02-29'::date::text
'2024-02-29 10:11:12.123456'::timestamp
'2024-02-29 10:11:12.123456'::timestamp::date
'2024-02-29 10:11:12.123456'::timestamp::time
'2024-07-01 00:00:00+00'::timestamptz
'2024-07-01 00:00:00'::timestamp::timestamptz
'2024-07-01 00:00:00+00'::timestamptz::timestamp
'2024-07-01 00:00:00+00'::timestamptz::date
'infinity'::date
'infinity'::timestamp::timestamptz
'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid
1.9::float8::numeric
0.1::float8::numeric
123456789.123456789::float8::numeric
1e20::float8::bigint
1::bigint::integer::smallint
current_date::integer
date '2024-01-01'::integer
5::date

-- comparisons
1 = 1.0
0.1::float8 = 0.1
2 > 10
'2' > '10'
'NaN'::float8 = 'NaN'::float8
'NaN'::float8 > 1e300::float8
date '2024-01-01' < timestamp '2024-01-01 00:00:00.000001'
date '2024-01-01' = timestamptz '2024-01-01 00:00:00+01'
timestamp '2024-01-01 00:00:00.000001' > timestamp '2024-01-01'
interval '1 month' = interval '30 days'
interval '1 day' = interval '24 hours'
interval '1 day' > interval '23 hours'
true > false
1 in (1, 2, null)
3 in (1, 2, null)
3 not in (1, 2, null)
1.0 in (1, 2)
2 between 1 and 3
2 between 3 and 1
2 between symmetric 3 and 1
2 not between 1 and 3
null between 1 and 2
1 is distinct from null
null is not distinct from null
null and false
null or true
not null::boolean

-- like
'abc' like 'a_c'
'abc' like '_'
'' like '%'
'abc' like '%b%c%'
'aab' like '%ab'
'a%c' like 'a\%c'
'abc' like 'a\%c'
'a\c' like 'a\\c'
'ABC' ilike 'a%'
'zürich' like 'z_rich'
'a😀b' like 'a_b'
'10%' like '10!%' escape '!'
'abc' not like 'x%'

-- text
'Straße' || ' ' || 1
upper('straße')
lower('ÀÉ')
length('a😀b')
left('abc', -1)
left('abc', -5)
right('abc', -1)
right('abc', 0)
left('a😀b', 2)
substring('abcdef', 0, 3)
substring('abcdef', -2, 5)
substring('abcdef' from 3)
substring('abc', 2, -1)
substring('a😀bc', 2, 2)
lpad('abc', 2)
lpad('abc', 6, '')
lpad('abc', 0)
rpad('a', 5, '😀x')
repeat('a', -1)
repeat('ab', 2)
reverse('a😀b')
trim(both 'x' from 'xxaxx')
trim(leading from '  a ')
trim(trailing 'a' from 'baa')
ltrim('zzzytest', 'xyz')
btrim('	a ')
strpos('abc', '')
strpos('abc', 'd')
position('😀' in 'a😀b')
position('b' in 'a😀b')
split_part('a,b,c', ',', -1)
split_part('a,b,c', ',', 4)
split_part('a,b,c', ',', 0)
split_part('abc', '', 1)
split_part('', ',', 1)
split_part('a||b', '||', 2)
replace('aaa', 'aa', 'b')
replace('abc', '', 'x')
translate('abcabc', 'ab', 'x')
translate('aab', 'aa', 'xy')
overlay('abcdef' placing 'X' from 3 for 0)
overlay('abcdef' placing 'XYZ' from 6)
ascii('😀')
ascii('')
chr(0)
chr(8364)
starts_with('abc', '')
concat('a', 1, null, 1.50)
concat_ws(',', null, 'a', null, 'b')
concat_ws(null, 'a', 'b')
octet_length('€')
md5('')
coalesce(null, 'x')
nullif('a', 'a')
nullif(1, 2)
greatest(1, null, 3.5)
least('b', 'a', null)

-- regular expressions
regexp_replace('foobarbaz', 'b..', 'X')
regexp_replace('foobarbaz', 'b..', 'X', 'g')
regexp_replace('foobarbaz', 'b(..)', 'X\1Y', 'g')
regexp_replace('a.b.c', '.', '-')
regexp_replace('abc', 'b', '[\&]')
regexp_replace('abc', '(x)?b', '<\1>')
regexp_replace('a1b22', '[[:digit:]]+', '#', 'g')
regexp_replace('a  b', '\s+', ' ', 'g')
regexp_replace('Hello', 'L', 'x', 'gi')
regexp_replace('price$', '\$', '€')
regexp_like('abc', '^a.c$')
regexp_like(E'abc\n', 'c$')
regexp_like(E'a\nb', 'a.b')
regexp_like(E'a\nb', 'a.b', 'n')
regexp_like('a]b', '[]]')
regexp_like('a^b', '[\^]')
regexp_like('word here', '\mhere\M')
regexp_like('abc', '(')
regexp_count('aaaa', 'aa')
regexp_count('abc', '')
regexp_substr('abc', 'x')

-- dates
date '2024-02-28' + 2
date '2024-03-01' - date '2023-03-01'
date '2024-01-31' + interval '1 month'
timestamp '2024-03-31 00:00:00' - interval '1 month'
timestamptz '2024-03-31 00:30:00+01' + interval '1 hour'
timestamptz '2024-03-30 02:30:00+01' + interval '1 day'
timestamptz '2024-10-27 00:30:00+00' + interval '1 day'
date '2024-01-01' + time '10:00'
timestamp '2024-01-02' - timestamp '2024-01-01 12:00:00.5'
timestamp '2024-01-01' - timestamp '2024-01-02 12:00'
interval '1 year 2 months 3 days 04:05:06.7'
interval '-1 day'
interval '1 day -1 hour'
interval '90 minutes'
interval '1' day
interval '2 weeks'
interval 'nonsense'
interval '1 day' * 3
-interval '1 day'
date 'infinity' + 1
extract(year from date '2024-05-17')
extract(second from timestamp '2024-05-17 10:11:12.5')
extract(milliseconds from timestamp '2024-05-17 10:11:12.5')
extract(microseconds from timestamp '2024-05-17 10:11:12.5')
extract(epoch from timestamp '2024-05-17 10:11:12.5')
extract(epoch from timestamptz '2024-05-17 10:11:12.5+02')
extract(epoch from interval '1 year 2 months 3 days 04:05:06')
extract(dow from date '2024-05-19')
extract(isodow from date '2024-05-19')
extract(doy from date '2024-12-31')
extract(week from date '2021-01-03')
extract(isoyear from date '2021-01-03')
extract(quarter from date '2024-05-17')
extract(century from date '2000-12-31')
extract(century from date '2001-01-01')
extract(decade from date '1999-01-01')
extract(millennium from date '2001-01-01')
extract(hour from timestamptz '2024-05-17 22:30:00+00')
extract(fortnight from timestamp '2024-05-17')
date_part('minute', timestamp '2024-05-17 10:11:12.5')
date_trunc('week', timestamp '2024-05-17 10:11:12')
date_trunc('quarter', timestamp '2024-05-17 10:11:12')
date_trunc('decade', timestamp '2024-05-17 10:11:12')
date_trunc('century', timestamp '2000-05-17 10:11:12')
date_trunc('milliseconds', timestamp '2024-05-17 10:11:12.123456')
date_trunc('hour', timestamptz '2024-05-17 10:11:12+05:30')
date_trunc('dow', timestamp '2024-05-17 10:11:12')
make_date(2023, 2, 29)
age(timestamp '2024-03-31', timestamp '2024-02-29')
age(timestamp '2024-02-29', timestamp '2024-03-31 12:00')
age(timestamp '2024-03-01 10:00', timestamp '2024-02-29 11:30')
timezone('UTC', timestamptz '2024-05-17 10:00:00+02')
timezone('America/New_York', timestamp '2024-05-17 10:00:00')
timezone('Nowhere/Land', timestamp '2024-05-17 10:00:00')
isfinite(date '2024-01-01')

-- templates of dates
to_char(timestamp '2024-05-07 15:04:05.067089', 'YYYY-MM-DD HH24:MI:SS.US')
to_char(timestamp '2024-05-07 15:04:05.067089', 'YY Y YYY MS FF1 FF3 FF6')
to_char(timestamp '2024-05-07 15:04:05', 'Day, DD Month YYYY')
to_char(timestamp '2024-05-07 15:04:05', 'FMDay, FMDD FMMonth YYYY')
to_char(timestamp '2024-05-07 15:04:05', 'DY Dy dy MON Mon mon MONTH month')
to_char(timestamp '2024-05-07 15:04:05', 'HH:MI AM HH12:MI pm a.m.')
to_char(timestamp '2024-05-07 00:04:05', 'HH12 A.M.')
to_char(timestamp '2024-05-07 15:04:05', 'DDD D ID W WW IW IYYY Q CC J SSSS')
to_char(timestamp '2024-05-07 15:04:05', '"Week" IW')
to_char(timestamptz '2024-05-07 15:04:05+00', 'HH24 TZH TZM OF TZ')
to_char(date '2024-05-07', 'DD.MM.YYYY')
to_char(timestamp '0044-03-15 00:00:00', 'YYYY AD')
to_date('2024-05-17', 'YYYY-MM-DD')
to_date('17 May 2024', 'DD Mon YYYY')
to_date('17 mAY 2024', 'DD Month YYYY')
to_date('20240517', 'YYYYMMDD')
to_date('2024/05/17', 'YYYY-MM-DD')
to_date('17.5.24', 'DD.MM.YY')
to_date('17.5.70', 'DD.MM.YY')
to_date('17.5.69', 'DD.MM.YY')
to_date('2024-02-30', 'YYYY-MM-DD')
to_date('2024-13-01', 'YYYY-MM-DD')
to_date('2024-05', 'YYYY-MM')
to_date('2024 137', 'YYYY DDD')
to_date('nonsense', 'YYYY-MM-DD')
to_date('  2024-05-17', 'YYYY-MM-DD')
to_date('2024-05-17 and more', 'YYYY-MM-DD')
to_date('2024-W20-5', 'IYYY-"W"IW-ID')
to_timestamp('2024-05-17 10:11:12', 'YYYY-MM-DD HH24:MI:SS')
to_timestamp('2024-05-17 10:11:12.5', 'YYYY-MM-DD HH24:MI:SS.MS')
to_timestamp('2024-05-17 10:11:12.25', 'YYYY-MM-DD HH24:MI:SS.US')
to_timestamp('2024-05-17 03:11 PM', 'YYYY-MM-DD HH12:MI AM')
to_timestamp('2024-05-17 12:11 AM', 'YYYY-MM-DD HH12:MI AM')
to_timestamp('2024-05-17 13:11 AM', 'YYYY-MM-DD HH12:MI AM')
to_timestamp('2024-05-17 25:11', 'YYYY-MM-DD HH24:MI')
to_timestamp('2024-05-17 10:11 +05:30', 'YYYY-MM-DD HH24:MI TZH:TZM')
to_timestamp(0)
to_timestamp(1715940000.123456)

-- templates of numbers
to_char(1234.5, '9999.99')
to_char(1234.5, 'FM9999.99')
to_char(1234.5, '9,999.99')
to_char(-1234.5, '9,999.99')
to_char(0.5, '9.99')
to_char(0.5, '0.99')
to_char(0, '99')
to_char(0, 'FM99.99')
to_char(12, '0000')
to_char(12, 'FM0000')
to_char(12345, '999')
to_char(123456, '999,999')
to_char(12, '999,999')
to_char(-12, 'S999')
to_char(12, 'S999')
to_char(12, '999S')
to_char(-12, '999MI')
to_char(12, '999MI')
to_char(-12, '999PR')
to_char(12, '999PR')
to_char(1.005, '9.99')
to_char(-0.001, '9.99')
to_char(12.5, 'FM99.00')
to_char(1234567.891, 'FM9G999G999D00')
to_number('1,234.50', '9,999.99')
to_number('-12', 'S99')
to_number('12-', '99S')
to_number('x', '99')

-- A sign behind a part that is negative.
interval '-1 day 2 hours'
interval '-1 month 3 days'
interval '1 month -3 days 2 hours'
interval '-1 month -3 days -2 hours'
interval '-13 months 2 hours'
