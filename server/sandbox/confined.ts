import { type Database, execute, openReadOnly } from '../database';
import { viewStatements } from './views';

/** Of DuckDB; the process that runs it may have a little more. */
const memoryLimit = '512MB';

/**
 * Opens a dataset for statements of strangers, in a process that has nothing else: only its views, no file or network, no extension,
 * no setting that could be changed, nothing that spills to the disk.
 */
export async function openConfined(file: string, scope: readonly number[] | null): Promise<Database> {
  const database = await openReadOnly(file);
  if (scope !== null) {
    await execute(database, 'CREATE TABLE memory.main.scope (trace_ix INTEGER)');
    const sql = `INSERT INTO memory.main.scope SELECT unnest(from_json($1, '["INTEGER"]'))`;
    await execute(database, sql, { params: [JSON.stringify(scope)] });
  }
  await execute(database, viewStatements(scope !== null));
  await execute(database, confinement);
  return database;
}

const confinement = `
  USE memory;
  SET memory_limit = '${memoryLimit}';
  SET threads = 2;
  SET temp_directory = '';
  SET autoinstall_known_extensions = false;
  SET autoload_known_extensions = false;
  SET enable_external_access = false;
  SET lock_configuration = true;`;
