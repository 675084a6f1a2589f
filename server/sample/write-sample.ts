import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { generateSample, type SampleOptions, type SampleShape } from './generate-sample';
import type { SampleTruth } from './sample-truth';

/** Where the product's own sample lies, from the folder of package.json. */
export const sampleFile = 'public/sample/support-desk.jsonl.gz';

/** Lines are written in pieces of about this many characters, so that memory stays small and the disk busy. */
const chunkLength = 1 << 20;

/** Writes a dataset to a file, compressed where its name ends in `.gz`. */
export async function writeSample(file: string, options: SampleOptions = {}): Promise<SampleTruth> {
  const { lines, truth } = generateSample(options);
  const output = createWriteStream(file);
  const done = finished(output);
  // A fixed level: the bytes are the same wherever the same zlib is.
  const target: Writable = file.endsWith('.gz') ? createGzip({ level: 9 }) : output;
  if (target !== output) target.pipe(output);

  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkLength) continue;
    if (!target.write(chunk)) await once(target, 'drain');
    chunk = '';
  }
  target.end(chunk);
  await done;
  return truth;
}

/** How many traces come to about so many bytes. */
export function tracesOfSize(shape: SampleShape, bytes: number): number {
  return Math.max(1, Math.round(bytes / bytesPerTrace[shape]));
}

const bytesPerTrace: Record<SampleShape, number> = { sample: 38_200, long: 155_300, short: 18_340 };
