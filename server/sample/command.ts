import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parseSize } from './parse-size';
import { sampleFile, tracesOfSize, writeSample } from './write-sample';

const optionsSchema = z.object({
  out: z.string().optional(),
  shape: z.enum(['sample', 'long', 'short']).default('sample'),
  size: z.string().transform(parseSize).optional(),
  seed: z.coerce.number().int().optional(),
  'long-trace': z.coerce.number().int().min(20).optional(),
});

/** Writes one dataset as the arguments say, and prints what is in it. */
export async function run(argv: string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      out: { type: 'string' },
      shape: { type: 'string' },
      size: { type: 'string' },
      seed: { type: 'string' },
      'long-trace': { type: 'string' },
    },
  });
  const options = optionsSchema.parse(values);
  const file = options.out ?? join(root, sampleFile);
  const truth = await writeSample(file, {
    shape: options.shape,
    ...(options.size === undefined ? {} : { traces: tracesOfSize(options.shape, options.size) }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options['long-trace'] === undefined ? {} : { longTraceSpans: options['long-trace'] }),
  });
  console.log(`${file}: ${truth.traces} traces, ${truth.spans} spans, ${truth.bytes} bytes`);
}
