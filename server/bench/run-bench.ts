import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { importReportSchema } from '../../lib/contracts/import-report';
import { close } from '../database';
import { sampleFile } from '../sample/write-sample';
import { openDataset } from '../store/datasets';
import { measureAnswers } from './answers/measure-answers';
import { measureDetectors } from './answers/measure-detectors';
import { type BenchData, ensureData } from './bench-data';
import { type BenchOptions, type BenchPart, benchUsage, parseBenchOptions } from './bench-options';
import { type Figure, isMet } from './figure';
import { figuresTable } from './figures-table';
import { measureAnalyst } from './measure-analyst';
import { measureBrowser } from './measure-browser';
import { measureDuringImport } from './measure-during-import';
import { measureImport } from './measure-import';
import { measureLoop } from './measure-loop';
import { measureQueries } from './measure-queries';
import { measureRuns } from './measure-runs';
import { measureScan } from './measure-scan';
import { measureStart } from './measure-start';
import { measureTools } from './measure-tools';
import { runProgram } from './program';

/** What is measured, and on what. */
interface Bench {
  root: string;
  options: BenchOptions;
  long: BenchData;
  short: BenchData;
}

/** Measures, prints a table, and answers 1 where a budget is missed. `generator` names the code that makes the data. */
export async function runBench({
  argv,
  root,
  generator,
}: {
  argv: string[];
  root: string;
  generator: string;
}): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(benchUsage);
    return 0;
  }
  const options = parseBenchOptions(argv);
  const [load = 0] = loadavg();
  const { folder, size: bytes } = options;
  await mkdir(folder, { recursive: true });
  const figures: Figure[] = [];
  const tables: string[] = [];
  for await (const figure of measureAll()) {
    figures.push(figure);
    process.stderr.write(`${figure.what}: ${figure.value.toFixed(2)} ${figure.unit} (${figure.note})\n`);
  }
  const machine = describeMachine(load);
  process.stdout.write(`${[machine, figuresTable(figures), ...tables].join('\n\n')}\n`);
  if (options.json !== undefined) {
    await writeFile(options.json, `${JSON.stringify({ machine, size: bytes, figures }, null, 2)}\n`);
  }
  return figures.some((figure) => isMet(figure) === false) ? 1 : 0;

  async function* measureAll(): AsyncGenerator<Figure> {
    if (wants(options, 'detectors')) {
      yield* measureDetectors({ root, folder, onTable: (table) => void tables.push(table) });
    }
    if (wants(options, 'answers')) {
      yield* measureAnswers({ root, folder, onTable: (table) => void tables.push(table) });
    }
    // What follows looks at two large files, which take minutes to make.
    if (options.only?.every((part) => part === 'answers' || part === 'detectors')) return;
    const long = await ensureData({ folder, shape: 'long', bytes, generator });
    const short = await ensureData({ folder, shape: 'short', bytes, generator });
    yield* measure({ root, options, long, short });
  }
}

function wants({ only }: BenchOptions, part: BenchPart): boolean {
  return only === undefined || only.includes(part);
}

/** With the load by others, which makes every figure worse. */
function describeMachine(load: number): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${memory} GiB, Node ${process.version}, load average ${load.toFixed(1)} before`;
}

async function* measure(bench: Bench): AsyncGenerator<Figure> {
  const { options, root, long, short } = bench;
  const { folder, repeats, port } = options;
  // Datasets that are imported once and looked at by every part but the import itself.
  const program = { root, home: join(folder, 'home') };

  if (wants(options, 'import')) {
    yield* measureImport({ root, folder, shape: 'long', data: long, repeats });
    yield* measureImport({ root, folder, shape: 'short', data: short, repeats });
  }
  if (wants(options, 'queries')) {
    const { database, done } = await open(program, short);
    yield* measureQueries({ database, longTraceId: short.longTraceId, repeats: 40 });
    done();
  }
  if (wants(options, 'scan')) {
    for (const [shape, data] of [
      ['long', long],
      ['short', short],
    ] as const) {
      const { database, done } = await open(program, data);
      yield* measureScan(database, { shape, repeats });
      done();
    }
  }
  if (wants(options, 'tools')) {
    yield* measureTools(program, { data: short, repeats });
  }
  if (wants(options, 'analyst')) {
    const sample = join(root, sampleFile);
    yield* measureAnalyst(program, { what: 'on the sample', file: sample, budgetSeconds: 2, repeats });
    yield* measureAnalyst(program, { what: 'on short', file: short.file, budgetSeconds: 20, repeats });
  }
  if (wants(options, 'engine')) {
    yield* measureLoop(program, { file: join(root, sampleFile), repeats });
    await runProgram(program, ['import', short.file]);
    yield* measureRuns(program, { data: short, port });
  }
  if (wants(options, 'start')) {
    await runProgram(program, ['import', short.file]);
    yield* measureStart(program, { file: short.file, port, repeats });
  }
  if (wants(options, 'browser')) {
    await runProgram(program, ['import', short.file]);
    yield* measureBrowser(program, { data: short, port, repeats: repeats * 3 });
  }
  if (wants(options, 'during-import')) {
    await runProgram(program, ['import', short.file]);
    for (const [shape, imported] of [
      ['long', long],
      ['short', short],
    ] as const) {
      yield* measureDuringImport(program, { shown: short, imported, shape, port });
    }
  }
}

async function open(program: { root: string; home: string }, data: BenchData) {
  const { stdout } = await runProgram(program, ['import', data.file, '--json']);
  const { datasetId } = importReportSchema.parse(JSON.parse(stdout));
  const { database } = await openDataset(program.home, datasetId);
  return { database, done: () => close(database) };
}
