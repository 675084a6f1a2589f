import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { generateSample, type SampleOptions, type SampleShape } from './generate-sample';
import type { SampleTruth } from './sample-truth';

/** Where the product's own sample lies, from the folder of package.json. */
export const sampleFile = 'public/sample/support-desk.jsonl.gz';

/** Writes a dataset to a file, compressed where its name ends in `.gz`; an abort leaves what was written. */
export async function writeSample(
  file: string,
  { signal, ...options }: SampleOptions & { signal?: AbortSignal | undefined } = {},
): Promise<SampleTruth> {
  const { lines, truth } = generateSample(options);
  const output = createWriteStream(file);
  if (!file.endsWith('.gz')) await pipeline(inChunks(lines), output, { signal });
  // A fixed level: the bytes are the same wherever zlib is the same.
  else await pipeline(inChunks(lines), createGzip({ level: 9 }), output, { signal });
  return truth;
}

/** How many traces come to about so many bytes. */
export function tracesOfSize(shape: SampleShape, bytes: number): number {
  return Math.max(1, Math.round(bytes / bytesPerTrace[shape]));
}

const bytesPerTrace: Record<SampleShape, number> = { sample: 41_600, long: 161_000, short: 17_200 };

/** Pieces of about a megabyte, so that memory stays small and the disk busy. */
function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < 1 << 20) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
