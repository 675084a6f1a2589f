// Writes a dataset: `npm run sample -- [--out FILE] [--shape sample|long|short] [--size 1GB] [--seed N]`.
// Without options it writes the sample that the product ships.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');
const outfile = join(root, 'dist/write-sample.mjs');
await mkdir(join(root, 'dist'), { recursive: true });
await build({
  entryPoints: [join(root, 'server/sample/command.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile,
  logLevel: 'error',
});
const { run } = await import(pathToFileURL(outfile).href);
await run(process.argv.slice(2), root);
