import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { tracesOfSize, writeSample } from '../sample/write-sample';

const dataSchema = z.object({
  file: z.string(),
  bytes: z.number(),
  traces: z.number().int(),
  spans: z.number().int(),
  longTraceId: z.string(),
  /** Hash of the generator's source: other code, other data. */
  generator: z.string(),
});
export type BenchData = z.infer<typeof dataSchema>;

export interface DataRequest {
  folder: string;
  shape: 'long' | 'short';
  bytes: number;
  generator: string;
}

/** Generates a file of about so many bytes with one trace of 2,000 spans in it, unless it is there from an earlier run. */
export async function ensureData({ folder, shape, bytes, generator }: DataRequest): Promise<BenchData> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${shape}-${bytes}.jsonl`);
  const known = await readKnown(`${file}.meta`);
  if (known?.generator === generator) return known;
  const started = performance.now();
  const longTraceSpans = 2000;
  const traces = tracesOfSize(shape, bytes - longTraceSpans * spanBytes[shape]);
  const truth = await writeSample(file, { shape, traces, longTraceSpans });
  const { size } = await stat(file);
  const seconds = (performance.now() - started) / 1000;
  process.stderr.write(`wrote ${file}: ${truth.spans} spans, ${Math.round(size / 1e6 / seconds)} MB/s\n`);
  const data: BenchData = {
    file,
    bytes: size,
    traces: truth.traces,
    spans: truth.spans,
    longTraceId: truth.longTraceId ?? '',
    generator,
  };
  await writeFile(`${file}.meta`, JSON.stringify(data));
  return data;
}

/** About. */
const spanBytes = { long: 12_000, short: 1300 };

async function readKnown(file: string): Promise<BenchData | null> {
  try {
    return dataSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}
