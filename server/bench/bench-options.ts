import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parseSize } from './parse-size';

export const benchParts = [
  'import',
  'start',
  'queries',
  'scan',
  'tools',
  'analyst',
  'detectors',
  'answers',
  'engine',
  'during-import',
  'browser',
] as const;
export type BenchPart = (typeof benchParts)[number];

const optionsSchema = z.object({
  size: z.string().default('1GB').transform(parseSize),
  only: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(benchParts)))
    .optional(),
  repeats: z.coerce.number().int().min(1).default(3),
  folder: z.string().default(join(tmpdir(), 'halo-bench')),
  json: z.string().optional(),
  port: z.coerce.number().int().min(1024).max(65_535).default(4870),
});
export type BenchOptions = z.infer<typeof optionsSchema>;

export const benchUsage = `npm run bench -- [options]

  --size 1GB       of each of the two files, long and short (default 1GB)
  --only A,B       some parts only: ${benchParts.join(', ')}
  --repeats N      of what takes long (default 3); short things are measured more often
  --folder DIR     where the files are made and kept (default ${join(tmpdir(), 'halo-bench')})
  --json FILE      writes the figures there, too
  --port N         for the dashboards that are started (default 4870)
`;

/** Throws where the arguments do not fit. */
export function parseBenchOptions(argv: string[]): BenchOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      size: { type: 'string' },
      only: { type: 'string' },
      repeats: { type: 'string' },
      folder: { type: 'string' },
      json: { type: 'string' },
      port: { type: 'string' },
    },
  });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}
