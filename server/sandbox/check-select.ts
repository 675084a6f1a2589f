import { z } from 'zod';
import { type Database, queryOne } from '../database';
import { SandboxRefusal } from './protocol';
import { views } from './views';

/** Functions in FROM that make rows out of their arguments and nothing else. */
const tableFunctions = new Set([
  'range',
  'generate_series',
  'unnest',
  'json_each',
  'json_tree',
  'repeat_row',
]);
/** Functions that tell of the machine, run other statements, or read what is no view. */
const refusedFunctions =
  /^(?:getenv|current_setting|getvariable|current_(?:database|schema|schemas|query|user|role|catalog)|in_search_path|txid_current|version|pg_.*|has_.*_privilege|nextval|currval|query|query_table|read_.*|parquet_.*|sniff_csv|glob|add_parquet_key|write_log|parse_duckdb_log_message|sleep.*|icu_.*|json_execute_serialized_sql|from_substrait.*|duckdb_.*|pragma_.*|set_.*|checkpoint|force_checkpoint)$/i;

/** Views that DuckDB has in every database; some tell where it lies. A name of one's own must not hide such a one. */
const systemTables = /^(?:duckdb_|pg_|sqlite_|pragma_|information_schema)/i;

const refSchema = z.looseObject({ type: z.string() });
const tableSchema = z.object({
  type: z.literal('BASE_TABLE'),
  catalog_name: z.string(),
  schema_name: z.string(),
  table_name: z.string(),
});
const functionSchema = z.object({ function_name: z.string(), schema: z.string().default('') });
const tableFunctionSchema = z.object({ type: z.literal('TABLE_FUNCTION'), function: functionSchema });
const cteSchema = z.object({ map: z.array(z.looseObject({ key: z.string() })) });
const recursiveSchema = z.object({ type: z.literal('RECURSIVE_CTE_NODE'), cte_name: z.string() });

const serializedSchema = z.union([
  z.object({ error: z.literal(true), error_type: z.string(), error_message: z.string() }),
  z.object({ error: z.literal(false), statements: z.array(z.unknown()) }),
]);

/**
 * The statement, without a semicolon at its end, where it is one SELECT over the views and nothing else; DuckDB's own parser tells.
 * Throws SandboxRefusal.
 */
export async function checkSelect(database: Database, sql: string): Promise<string> {
  const { tree } = await queryOne(database, {
    sql: 'SELECT json_serialize_sql($1::VARCHAR) AS tree',
    params: [sql],
    row: z.object({ tree: z.string() }),
  });
  const parsed = serializedSchema.parse(JSON.parse(tree));
  if (parsed.error) throw notRead(parsed);
  const [statement, ...others] = parsed.statements;
  if (statement === undefined || others.length > 0) throw notOne(parsed.statements.length);
  const known = new Set(views.map((view) => view.name));
  for (const node of nodesOf(statement)) for (const name of commonTables(node)) known.add(name.toLowerCase());
  for (const node of nodesOf(statement)) checkNode(node, known);
  return sql.replace(/[;\s]+$/, '');
}

/** Every object of the tree, without recursion: a statement may nest as deep as it likes. */
function* nodesOf(root: unknown): Generator<object> {
  const waiting = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) yield node;
    for (const child of Object.values(node)) waiting.push(child);
  }
}

function commonTables(node: object): string[] {
  const recursive = recursiveSchema.safeParse(node).data;
  if (recursive) return [recursive.cte_name];
  const map = 'cte_map' in node ? cteSchema.safeParse(node.cte_map).data : undefined;
  return map?.map.map((entry) => entry.key) ?? [];
}

function checkNode(node: object, known: ReadonlySet<string>): void {
  const table = tableSchema.safeParse(node).data;
  if (table) {
    const { catalog_name, schema_name, table_name } = table;
    const isQualified = catalog_name !== '' || schema_name !== '';
    const isKnown = known.has(table_name.toLowerCase()) && !systemTables.test(table_name);
    if (isQualified || !isKnown) throw unknownTable(table_name);
  }
  if (refSchema.safeParse(node).data?.type === 'SHOW_REF') throw showsTables();
  const called = tableFunctionSchema.safeParse(node).data?.function.function_name;
  if (called !== undefined && !tableFunctions.has(called.toLowerCase())) throw notAllowed(called);
  const used = functionSchema.safeParse(node).data;
  if (used && used.schema !== '' && used.schema !== 'main')
    throw notAllowed(`${used.schema}.${used.function_name}`);
  if (used && refusedFunctions.test(used.function_name)) throw notAllowed(used.function_name);
}

const names = views.map((view) => view.name).join(', ');
const oneSelect = `Write one SELECT over the views ${names}.`;

function notRead({
  error_type,
  error_message,
}: {
  error_type: string;
  error_message: string;
}): SandboxRefusal {
  return error_type === 'parser'
    ? new SandboxRefusal(`The statement does not parse: ${error_message}`, oneSelect)
    : new SandboxRefusal('This is no SELECT: only that can be run.', oneSelect);
}

function notOne(count: number): SandboxRefusal {
  return new SandboxRefusal(
    count === 0 ? 'There is no statement.' : `There are ${count} statements.`,
    oneSelect,
  );
}

function unknownTable(name: string): SandboxRefusal {
  return new SandboxRefusal(`There is no view ${name}: files and other tables cannot be read.`, oneSelect);
}

function notAllowed(name: string): SandboxRefusal {
  return new SandboxRefusal(
    `The function ${name} cannot be used here.`,
    `${oneSelect} Functions on values, aggregates and windows can be used; in FROM range, unnest and json_each.`,
  );
}

function showsTables(): SandboxRefusal {
  return new SandboxRefusal(
    'DESCRIBE, SHOW and SUMMARIZE cannot be used here.',
    `${oneSelect} Their columns stand in the description of run_sql.`,
  );
}
