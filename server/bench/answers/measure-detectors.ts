import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { query } from '../../database';
import { plantKinds } from '../../sample/run-plan';
import { type PlantedDetector, plantedDetectors, shownTo } from '../../sample/shown-by';
import { atLeast, type Figure } from '../figure';
import { percent, table } from '../markdown-table';
import { openSeeded, type SeededSample } from './seeded-sample';
import { seeds } from './seeds';

/** Spans over all seeds: those that a detector should find, those that it found of them, and what else it took for one. */
interface Found {
  planted: number;
  right: number;
  /** By what was planted there; `nothing` where nothing was. */
  wrong: Map<string, number>;
}

/** Precision and recall of every detector but that of recovery, span by span, over generated datasets of ten seeds. */
export async function* measureDetectors(options: {
  root: string;
  folder: string;
  onTable: (table: string) => void;
}): AsyncGenerator<Figure> {
  const { root, folder, onTable } = options;
  const program = { root, home: join(folder, 'detectors-home') };
  await rm(program.home, { recursive: true, force: true });
  const found = new Map<string, Found>();
  for (const seed of seeds) {
    const sample = await openSeeded(program, { folder, seed });
    for (const detector of plantedDetectors) await judge({ detector, sample, found });
    sample.close();
  }
  await rm(program.home, { recursive: true, force: true });
  onTable(detectorsTable(found));
  const all = [...found.values()];
  const planted = all.reduce((sum, one) => sum + one.planted, 0);
  const right = all.reduce((sum, one) => sum + one.right, 0);
  const wrong = all.reduce((sum, one) => sum + wrongOf(one), 0);
  const note = `${seeds.length} seeds, ${planted} spans planted`;
  yield { what: 'detectors, recall', value: (right / planted) * 100, unit: '%', budget: atLeast(99), note };
  yield {
    what: 'detectors, precision',
    value: (right / (right + wrong)) * 100,
    unit: '%',
    budget: atLeast(99),
    note: `${wrong} spans wrongly told`,
  };
}

async function judge(options: {
  detector: PlantedDetector;
  sample: SeededSample;
  found: Map<string, Found>;
}): Promise<void> {
  const { detector, sample, found } = options;
  const { planted } = sample.truth;
  const asked = new Set(shownTo(detector, sample.truth).flatMap(({ spanIds }) => spanIds));
  const shown = new Map(
    plantKinds.flatMap((kind) =>
      planted[kind].flatMap(({ spanIds }) => spanIds.map((id) => [id, kind] as const)),
    ),
  );
  const hits = await query(sample.database, {
    sql: `SELECT DISTINCT span_id FROM pattern_hit JOIN span USING ("row")
      WHERE detector = $1 AND error_class IS DISTINCT FROM 'propagated'`,
    params: [detector],
    row: z.object({ span_id: z.string() }),
  });
  const one = found.get(detector) ?? { planted: 0, right: 0, wrong: new Map() };
  found.set(detector, one);
  one.planted += asked.size;
  for (const { span_id } of hits) {
    if (asked.has(span_id)) one.right += 1;
    else {
      const what = shown.get(span_id) ?? 'nothing';
      one.wrong.set(what, (one.wrong.get(what) ?? 0) + 1);
    }
  }
}

function detectorsTable(found: ReadonlyMap<string, Found>): string {
  const rows = [...found].map(([detector, one]) => [
    detector,
    String(one.planted),
    String(one.right),
    String(wrongOf(one)),
    percent(one.right, one.right + wrongOf(one)),
    percent(one.right, one.planted),
    [...one.wrong].map(([what, count]) => `${what} ${count}`).join(', '),
  ]);
  return table(
    ['detector', 'planted', 'found', 'wrong', 'precision', 'recall', 'what the wrong ones are'],
    rows,
  );
}

function wrongOf({ wrong }: Found): number {
  return [...wrong.values()].reduce((sum, count) => sum + count, 0);
}
