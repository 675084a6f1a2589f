import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { importReportSchema } from '../../lib/contracts/import-report';
import type { BenchData } from './bench-data';
import { atLeast, atMost, type Figure } from './figure';
import { runProgram } from './program';
import { median } from './statistics';

export interface ImportMeasure {
  root: string;
  /** Where homes may be made. */
  folder: string;
  shape: 'long' | 'short';
  data: BenchData;
  repeats: number;
}

/** `halo-loop import FILE` into an empty home, from the start of the process to its end. */
export async function* measureImport(request: ImportMeasure): AsyncGenerator<Figure> {
  const { shape, data, repeats } = request;
  const runs: { speed: number; peakBytes: number; ratio: number }[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) runs.push(await importOnce(request));
  const speeds = runs.map((run) => run.speed);
  const note = `median of ${repeats} (${speeds.map((speed) => speed.toFixed(0)).join(', ')}); ${data.spans} spans, ${Math.round(data.bytes / 1e6)} MB`;
  const budget = shape === 'long' ? 70 : 40;
  yield { what: `import, ${shape}`, value: median(speeds), unit: 'MB/s', budget: atLeast(budget), note };
  yield {
    what: `import, ${shape}: peak memory`,
    value: Math.max(...runs.map((run) => run.peakBytes)) / 1e6,
    unit: 'MB',
    budget: atMost(2000),
    note: 'resident memory of all processes, summed',
  };
  yield {
    what: `import, ${shape}: database on disk`,
    value: median(runs.map((run) => run.ratio)),
    unit: '×',
    budget: atMost(1.1),
    note: 'of the source',
  };
}

async function importOnce({ root, folder, data }: ImportMeasure) {
  const home = await mkdtemp(join(folder, 'import-'));
  try {
    const { stdout, ms, peakBytes } = await runProgram({ root, home }, ['import', data.file, '--json']);
    const report = importReportSchema.parse(JSON.parse(stdout));
    if (report.spans !== data.spans) {
      throw new Error(`${report.spans} spans were imported, ${data.spans} were written.`);
    }
    const ratio = (await folderBytes(join(home, 'datasets'))) / data.bytes;
    return { speed: data.bytes / 1e3 / ms, peakBytes, ratio };
  } finally {
    await rm(home, { recursive: true });
  }
}

async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
