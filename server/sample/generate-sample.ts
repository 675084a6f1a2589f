import { createCorpus } from './corpus';
import { countRun } from './count-run';
import { longPlan } from './long-plan';
import { plant } from './plant';
import { createRecipes, type Recipe } from './plantings';
import { createRandom, type Random } from './random';
import { type RenderedSpan, renderRun } from './render-run';
import type { RunPlan } from './run-plan';
import type { SampleSpan } from './sample-span';
import { emptyTruth, type SampleTruth } from './sample-truth';
import type { Scene, TextSizes } from './scene';
import { writeScript } from './workflows';
import { type Customer, createCustomer, createOrder } from './world';

/** `sample`: as shipped, about 2 KB a span. `long`: about 12 KB a span. `short`: about 1.2 KB a span. */
export type SampleShape = 'sample' | 'long' | 'short';

export interface SampleOptions {
  seed?: number;
  traces?: number;
  shape?: SampleShape;
  /** Adds one trace of exactly this many spans (at least 20), in the middle of the time range. */
  longTraceSpans?: number;
}

export interface Sample {
  /** Lines without their line ends, in the order in which a process would export them: by the ends of the spans. */
  lines: Generator<string, void, void>;
  /** Grows while the lines are taken; complete after the last one. */
  truth: SampleTruth;
}

export const defaultSeed = 4269;
export const defaultTraces = 360;

/**
 * The traces of a made-up support desk, the same for the same options on every machine. Most runs are fine; what goes
 * wrong in the others is planted and told in the truth.
 */
export function generateSample(options: SampleOptions = {}): Sample {
  const truth = emptyTruth();
  return { lines: writeLines(options, truth), truth };
}

const sizes: Record<SampleShape, TextSizes> = {
  sample: {
    note: [60, 1100],
    speech: [60, 520],
    history: [6000, 11_000],
    giant: [240_000, 280_000],
    messages: 'full',
  },
  long: {
    note: [12_000, 32_000],
    speech: [400, 3000],
    history: [4000, 12_000],
    giant: [190_000, 230_000],
    messages: 'new',
  },
  short: {
    note: [10, 60],
    speech: [30, 120],
    history: [600, 1200],
    giant: [90_000, 110_000],
    messages: 'none',
  },
};
const corpusBytes: Record<SampleShape, number> = { sample: 400_000, long: 16_000_000, short: 4_000_000 };

/** Monday, 4 May 2026, midnight UTC, in microseconds; and the length of the time range in days. */
const firstDayUs = Date.UTC(2026, 4, 4) * 1000;
const days = 9;

function* writeLines(options: SampleOptions, truth: SampleTruth): Generator<string, void, void> {
  const shape = options.shape ?? 'sample';
  const traces = options.traces ?? defaultTraces;
  const random = createRandom(options.seed ?? defaultSeed);
  const corpora = {
    record: createCorpus(random, 'record', corpusBytes[shape]),
    customer: createCorpus(random, 'customer', corpusBytes[shape] / 4),
    agent: createCorpus(random, 'agent', corpusBytes[shape] / 4),
  };
  const recipes = createRecipes(random, traces);
  const starts = startTimes(random, traces);
  const guests = guestBook(random);
  let pending: RenderedSpan[] = [];

  for (const [index, startUs] of starts.entries()) {
    const { ready, waiting } = splitByEnd(pending, startUs);
    pending = waiting;
    yield* print(ready, truth);

    const recipe = recipes[index];
    if (recipe === undefined) continue;
    const guest = guests.next();
    const scene: Scene = {
      random,
      corpora,
      sizes: sizes[shape],
      customer: guest.customer,
      order: createOrder(random),
    };
    const ids = { traceId: random.hex(32), sessionId: guest.sessionId, startUs };
    const run = renderRun(createPlan(recipe, scene), ids, random);
    countRun(run, truth);
    pending.push(...run.spans);

    if (options.longTraceSpans !== undefined && index === starts.length >> 1) {
      const plan = longPlan(
        healthyPlan({ ...recipe, workflow: 'order-status', plant: null }, scene),
        options.longTraceSpans,
        scene,
      );
      const long = renderRun(plan, { ...ids, traceId: random.hex(32) }, random);
      countRun(long, truth);
      truth.longTraceId = long.traceId;
      pending.push(...long.spans);
    }
  }
  yield* print(splitByEnd(pending, Number.POSITIVE_INFINITY).ready, truth);
}

function createPlan(recipe: Recipe, scene: Scene): RunPlan {
  const plan = healthyPlan(recipe, scene);
  return recipe.plant === null ? plan : plant(plan, recipe.plant, scene);
}

function healthyPlan(recipe: Recipe, scene: Scene): RunPlan {
  const { random } = scene;
  return {
    ...writeScript(recipe.workflow, scene),
    workflow: recipe.workflow,
    model: recipe.model,
    service: recipe.service,
    customer: scene.customer,
    messages: scene.sizes.messages,
    costKnown: random.chance(0.94),
  };
}

/** Who writes when: one in four comes back within the same session. */
function guestBook(random: Random): { next(): { customer: Customer; sessionId: string } } {
  let last: { customer: Customer; sessionId: string } | null = null;
  return {
    next: () => {
      if (last === null || !random.chance(0.25)) {
        last = { customer: createCustomer(random), sessionId: `ses_${random.hex(10)}` };
      }
      return last;
    },
  };
}

/** Sorted starts over the days, with many in the morning and the afternoon, few at night and on the weekend. */
function startTimes(random: Random, traces: number): number[] {
  const hourUs = 3_600_000_000;
  const starts = Array.from({ length: traces }, () => {
    for (;;) {
      const hour = random.int(0, days * 24 - 1);
      const weekend = Math.floor(hour / 24) % 7 > 4;
      if (random.chance((weekend ? 0.35 : 1) * (rhythm[hour % 24] ?? 0))) {
        return firstDayUs + hour * hourUs + random.int(0, hourUs - 1);
      }
    }
  });
  return starts.sort((a, b) => a - b);
}

// biome-ignore format: one number an hour of the day
const rhythm = [
  0.1, 0.06, 0.05, 0.05, 0.06, 0.12, 0.25, 0.45, 0.75, 0.95, 1, 0.95, 0.7, 0.8, 0.95, 1, 0.9, 0.75, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15,
];

/** Spans that have ended by then, in order of their ends, and those that have not. */
function splitByEnd(
  spans: RenderedSpan[],
  untilUs: number,
): { ready: RenderedSpan[]; waiting: RenderedSpan[] } {
  const ready = spans.filter((span) => span.endUs <= untilUs).sort((a, b) => a.endUs - b.endUs);
  return { ready, waiting: ready.length === 0 ? spans : spans.filter((span) => span.endUs > untilUs) };
}

function* print(spans: readonly RenderedSpan[], truth: SampleTruth): Generator<string, void, void> {
  for (const { span } of spans) {
    truth.spans += 1;
    const line = JSON.stringify(span);
    const copies = exportedTwice(truth.spans) ? [earlierCopy(span, truth.spans), line] : [line];
    for (const copy of copies) {
      truth.lines += 1;
      truth.bytes += Buffer.byteLength(copy) + 1;
      yield copy;
    }
    truth.duplicates += copies.length - 1;
  }
}

/** Exporters try again: now and then a span comes twice, as it is or first without its end. */
function exportedTwice(span: number): boolean {
  return span % 1999 === 777;
}

function earlierCopy(span: SampleSpan, number: number): string {
  if (number % 2 === 0) return JSON.stringify(span);
  const { end_time: _, ...open } = span;
  return JSON.stringify(open);
}
