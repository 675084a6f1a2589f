import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { close, openReadOnly, query } from '../database';
import { importFiles } from './import-files';

type Contents = string | Buffer | object[];

/** For one test: writes each content as a file, imports them as one dataset, and answers its report and how to ask it. */
export async function importing(...contents: Contents[]) {
  const folder = await mkdtemp(join(tmpdir(), 'halo-import-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = await Promise.all(
    contents.map(async (content, at) => {
      const path = join(folder, `${at}.jsonl`);
      const text = Array.isArray(content)
        ? content.map((span) => `${JSON.stringify(span)}\n`).join('')
        : content;
      await writeFile(path, text);
      return { path, name: `file-${at}` };
    }),
  );
  const databaseFile = join(folder, 'spans.duckdb');
  const phases = new Set<string>();
  const report = await importFiles({
    files,
    databaseFile,
    schemaSql: await readFile(new URL('../schema.sql', import.meta.url), 'utf8'),
    recordPatterns: async () => {},
    signal: new AbortController().signal,
    onProgress: ({ phase }) => phases.add(phase),
  });
  expect(report.lines).toBe(report.spans + report.duplicates + report.rejected + report.blank);
  async function ask(sql: string): Promise<Record<string, unknown>[]> {
    const database = await openReadOnly(databaseFile);
    try {
      const row = z.record(z.string(), z.unknown());
      return await query(database, { sql, row });
    } finally {
      close(database);
    }
  }
  return { report, ask, phases: [...phases] };
}

export interface SpanFields {
  [field: string]: unknown;
  attributes?: Record<string, unknown>;
}

const required = {
  'inference.export.schema_version': 1,
  'inference.project_id': 'p',
  'inference.observation_kind': 'SPAN',
};

/** A finished span; `at` is its start in seconds, it takes one. */
export function span(
  trace_id: string,
  span_id: string,
  { at = 0, ...fields }: SpanFields & { at?: number } = {},
): SpanFields {
  const time = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
  return {
    trace_id,
    span_id,
    name: `span ${span_id}`,
    start_time: time(at),
    end_time: time(at + 1),
    status: { code: 'STATUS_CODE_OK' },
    ...fields,
    attributes: { ...required, ...fields.attributes },
  };
}

/** The status of a span that failed. */
export const failed = (message = '') => ({ status: { code: 'STATUS_CODE_ERROR', message } });
