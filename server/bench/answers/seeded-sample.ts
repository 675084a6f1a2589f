import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Dataset } from '../../../lib/contracts/dataset';
import { importReportSchema } from '../../../lib/contracts/import-report';
import { close, type Database } from '../../database';
import { generateSample } from '../../sample/generate-sample';
import type { SampleTruth } from '../../sample/sample-truth';
import { writeSample } from '../../sample/write-sample';
import { openDataset } from '../../store/datasets';
import { type Program, runProgram } from '../program';

/** A span as the generator wrote it: what answers are judged by. */
const lineSchema = z.object({
  trace_id: z.string(),
  span_id: z.string(),
  name: z.string(),
  start_time: z.string(),
  end_time: z.string().optional(),
  status: z.object({ code: z.string() }),
  attributes: z.looseObject({
    'output.value': z.unknown().optional(),
    'inference.observation_kind': z.string().optional(),
  }),
});
export type Line = z.infer<typeof lineSchema>;

/** A generated dataset of one seed, imported as users do it, with what is true of it. */
export interface SeededSample {
  seed: number;
  program: Program;
  dataset: Dataset;
  database: Database;
  truth: SampleTruth;
  /** By trace, in order of start. */
  spans: Map<string, Line[]>;
  close(): void;
}

/** Generates, imports and opens; the file is named by its seed. */
export async function openSeeded(
  program: Program,
  { folder, seed }: { folder: string; seed: number },
): Promise<SeededSample> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `answers-${seed}.jsonl`);
  const truth = await writeSample(file, { seed });
  const { stdout } = await runProgram(program, ['import', file, '--json']);
  await rm(file);
  const { datasetId } = importReportSchema.parse(JSON.parse(stdout));
  const { dataset, database } = await openDataset(program.home, datasetId);
  return { seed, program, dataset, database, truth, spans: readSpans(seed), close: () => close(database) };
}

/** A span that was exported twice counts as its last line says. */
function readSpans(seed: number): Map<string, Line[]> {
  const byId = new Map<string, Line>();
  for (const line of generateSample({ seed }).lines) {
    const span = lineSchema.parse(JSON.parse(line));
    byId.set(`${span.trace_id}/${span.span_id}`, span);
  }
  const traces = new Map<string, Line[]>();
  for (const span of [...byId.values()].sort((a, b) => (a.start_time < b.start_time ? -1 : 1))) {
    const spans = traces.get(span.trace_id);
    if (spans === undefined) traces.set(span.trace_id, [span]);
    else spans.push(span);
  }
  return traces;
}
