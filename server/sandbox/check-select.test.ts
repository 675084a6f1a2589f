import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { close, type Database, query } from '../database';
import { type Fixture, openFixture } from '../store/fixture-database';
import { checkSelect } from './check-select';
import { openConfined } from './confined';

let fixture: Fixture;
let database: Database;
beforeAll(async () => {
  fixture = await openFixture([{ trace_id: 'a' }]);
  close(fixture.database);
  database = await openConfined(fixture.database.file, null);
});
afterAll(() => fixture.remove());

describe('what is run in the sandbox', () => {
  it.each([
    ['two statements', 'SELECT 1; SELECT 2', 'There are 2 statements'],
    ['none', '  ', 'There is no statement'],
    ['a setting', "SET memory_limit = '9GB'", 'no SELECT'],
    ['a pragma', 'PRAGMA database_list', 'no SELECT'],
    ['a call', 'CALL duckdb_settings()', 'no SELECT'],
    ['attaching', "ATTACH '/tmp/x.db'", 'no SELECT'],
    ['copying', "COPY (SELECT 1) TO '/tmp/x'", 'no SELECT'],
    ['exporting', "EXPORT DATABASE '/tmp/x'", 'no SELECT'],
    ['installing', 'INSTALL httpfs', 'no SELECT'],
    ['loading', 'LOAD httpfs', 'no SELECT'],
    ['creating', 'CREATE TABLE x (a INT)', 'no SELECT'],
    ['inserting', 'INSERT INTO traces VALUES (1)', 'no SELECT'],
    ['deleting', 'DELETE FROM traces', 'no SELECT'],
    ['preparing', 'PREPARE p AS SELECT 1', 'no SELECT'],
    ['leaving', 'USE dataset', 'no SELECT'],
    ['explaining', 'EXPLAIN ANALYZE SELECT 1', 'no SELECT'],
    ['showing', 'SHOW ALL TABLES', 'SHOW'],
    ['a description', 'SELECT * FROM (DESCRIBE traces)', 'DESCRIBE'],
    ['a file', "SELECT * FROM '/etc/passwd'", 'no view /etc/passwd'],
    ['a packed file', "FROM '/tmp/x.parquet'", 'no view'],
    ['a web address', "FROM 'https://127.0.0.1/x.csv'", 'no view'],
    ['read_csv', "SELECT * FROM read_csv('/etc/passwd')", 'read_csv cannot'],
    ['read_text', "SELECT * FROM read_text('/etc/passwd')", 'read_text cannot'],
    ['read_blob', "SELECT * FROM read_blob('/proc/self/environ')", 'read_blob cannot'],
    ['read_json', "SELECT * FROM read_json('/etc/passwd')", 'read_json cannot'],
    ['read_parquet', "SELECT * FROM read_parquet('/tmp/x')", 'read_parquet cannot'],
    ['globbing', "SELECT * FROM glob('/*')", 'glob cannot'],
    ['sniffing', "SELECT * FROM sniff_csv('/etc/passwd')", 'sniff_csv cannot'],
    ['a statement in a text', "SELECT * FROM query('SELECT 1')", 'query cannot'],
    ['a table in a text', "SELECT * FROM query_table('spans')", 'query_table cannot'],
    ['the environment', "SELECT getenv('HOME')", 'getenv cannot'],
    ['settings', "SELECT current_setting('temp_directory')", 'current_setting cannot'],
    ['all settings', 'SELECT * FROM duckdb_settings()', 'duckdb_settings cannot'],
    ['where it lies', 'SELECT * FROM duckdb_databases()', 'duckdb_databases cannot'],
    ['system views', 'SELECT * FROM duckdb_tables', 'no view duckdb_tables'],
    [
      'a name that hides a system view',
      'SELECT * FROM duckdb_databases, (WITH duckdb_databases AS (SELECT 1) FROM duckdb_databases)',
      'no view duckdb_databases',
    ],
    ['other schemas', 'SELECT * FROM information_schema.tables', 'no view tables'],
    ['the tables themselves', 'SELECT * FROM dataset.main.source_file', 'no view source_file'],
    ['the same by another name', 'SELECT * FROM span', 'no view span'],
    ['deep inside', 'SELECT (SELECT count(*) FROM (SELECT * FROM glob($$/*$$)))', 'glob cannot'],
    ['a text that is run', "SELECT * FROM json_execute_serialized_sql('{}')", 'cannot'],
  ])('refuses %s', async (_, sql, words) => {
    await expect(checkSelect(database, sql)).rejects.toThrow(words);
  });

  it.each([
    'SELECT * FROM traces',
    'FROM spans SELECT count(*) GROUP BY ALL;',
    'WITH q AS (SELECT 1 AS a) SELECT * FROM q, range(3)',
    'SELECT unnest(from_json(output, \'["VARCHAR"]\')) FROM spans',
    'SELECT row_number() OVER (ORDER BY start_time) FROM spans QUALIFY row_number() OVER () = 1',
    "SELECT * FROM spans ASOF JOIN traces USING (trace_id, start_time) WHERE regexp_matches(raw, 'a')",
    'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r -- to three',
    'VALUES (1), (2)',
  ])('may be any SELECT over the views: %s', async (sql) => {
    expect(await checkSelect(database, sql)).toBe(sql.replace(/;$/, ''));
  });
});

describe('the database of the sandbox, were the check passed by', () => {
  it.each([
    ["SELECT * FROM read_text('/etc/passwd')", /disabled by configuration/],
    ["SELECT * FROM read_blob('/proc/self/environ')", /disabled by configuration/],
    ["SELECT * FROM '/etc/passwd'", /does not exist|disabled/],
    ["SELECT * FROM glob('/*')", /disabled by configuration/],
    ["ATTACH '/tmp/other.duckdb' AS other", /disabled by configuration/],
    ["COPY (SELECT 1) TO '/tmp/halo-was-here'", /disabled by configuration/],
    ["EXPORT DATABASE '/tmp/halo-was-here'", /disabled by configuration/],
    ['INSTALL httpfs', /disabled|not allowed|configuration/i],
    ['LOAD httpfs', /disabled|not allowed|configuration/i],
    ['SET enable_external_access = true', /locked|cannot/i],
    ["SET memory_limit = '9GB'", /locked/],
    ["SET temp_directory = '/tmp'", /locked/],
    ['SET lock_configuration = false', /locked|cannot/i],
    ['RESET memory_limit', /locked/],
    ['DROP TABLE dataset.main.span', /read-only/],
    ['INSERT INTO dataset.main.rejection VALUES (0, 0, 0, NULL, NULL)', /read-only/],
    ['SELECT list(range) FROM range(1000000000)', /memory/i],
  ])('holds as well: %s', async (sql, words) => {
    await expect(query(database, { sql, row: z.unknown() })).rejects.toThrow(words);
  });
});
