import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, type Database, execute } from '../database';
import { recordPatterns } from '../detectors/record-patterns';
import { datasetFolder, openDataset, schemaVersion, writeDataset } from '../store/datasets';
import { type FixtureSpan, openFixture } from '../store/fixture-database';
import type { TurnItem } from './conversation';
import { fixtureSpans, root, testClock } from './engine-fixture';
import type { Provider } from './providers/provider';
import { createToolContext, type ToolContext, type ToolLimits } from './tool-context';

/** For tests: a dataset in a home, and the agent that tools may ask. */
export interface ToolsFixture {
  context(change?: Partial<ToolContext>, limits?: Partial<ToolLimits>): ToolContext;
  close(): Promise<void>;
}

export interface ToolsFixtureOptions {
  /** Those of the engine's fixture without it. */
  spans?: readonly FixtureSpan[];
  /** No statement about traces, spans or patterns ends by itself. */
  stuck?: boolean;
  /** What models, subagents and a turn that was compacted say. */
  says?: string;
}

export async function openToolsFixture(options: ToolsFixtureOptions = {}): Promise<ToolsFixture> {
  const { spans = fixtureSpans(), stuck = false, says = 'Both miss a file.' } = options;
  const home = await mkdtemp(join(tmpdir(), 'halo-tools-'));
  const derive = async (database: Database) => {
    await recordPatterns(database);
    if (stuck) await execute(database, neverEnding);
  };
  await keepDataset({ home, id: 'runs-1', name: 'runs.jsonl', importedAt: '2026-01-01', spans, derive });
  const opened = await openDataset(home, 'runs-1');
  const whole = createToolContext({ ...opened, home, root });
  return {
    context: (change, limits) => ({
      ...whole,
      agent: agentThatSays(says),
      limits: { ...whole.limits, ...limits },
      ...change,
    }),
    async close() {
      close(opened.database);
      await rm(home, { recursive: true });
    },
  };
}

/** Keeps a dataset of these spans in a home, as an import does. */
export async function keepDataset(dataset: {
  home: string;
  id: string;
  name: string;
  importedAt: string;
  spans: readonly FixtureSpan[];
  derive?: (database: Database) => Promise<void>;
}): Promise<void> {
  const { home, id, name, importedAt, spans, derive = recordPatterns } = dataset;
  const fixture = await openFixture(spans, { derive });
  await mkdir(datasetFolder(home, id), { recursive: true });
  await copyFile(fixture.database.file, join(datasetFolder(home, id), 'spans.duckdb'));
  await fixture.remove();
  const counts = { traces: new Set(spans.map((span) => span.trace_id)).size, spans: spans.length };
  const report = {
    ...counts,
    ...{ datasetId: id, files: [], lines: spans.length, duplicates: 0, rejected: 0, blank: 0 },
    ...{ rejections: [], warnings: [], reused: false, ms: 1 },
  };
  await writeDataset(home, {
    ...{ schemaVersion, id, name, importedAt, report, origin: 'path', sources: [], fingerprint: id },
    ...{ database: 'spans.duckdb', ...counts },
  });
}

/** Views in the place of the tables, whose condition counts for hours. */
const neverEnding = ['span', 'trace', 'trace_value', 'pattern', 'pattern_hit']
  .map(
    (table) => `
      ALTER TABLE ${table} RENAME TO ${table}_rows;
      CREATE VIEW ${table} AS SELECT * FROM ${table}_rows WHERE (
        SELECT sum(a.range * b.range % 7) FROM range(10000000) a, range(10000000) b) IS NOT NULL;`,
  )
  .join('');

function agentThatSays(says: string): ToolContext['agent'] {
  const model: Provider = {
    name: 'openai',
    model: 'scripted',
    contextTokens: null,
    async *respond() {
      yield { type: 'text', text: says };
      yield { type: 'finish', reason: 'done' };
    },
  };
  const call = { callId: 'c1', name: 'count_traces', arguments: '{}' };
  const item: TurnItem = {
    itemId: 'turn-1',
    asked: { role: 'assistant', text: says, toolCalls: [call] },
    answered: [{ role: 'tool', callId: 'c1', name: 'count_traces', text: JSON.stringify({ says }) }],
    summary: 'Counted.',
  };
  return {
    models: { run: model, synthesis: model, compaction: model },
    clock: testClock(),
    findItem: (itemId) => (itemId === item.itemId ? item : undefined),
    askSubagent: async () => ({ answer: says, outcome: 'answered', turns: 1 }),
  };
}
