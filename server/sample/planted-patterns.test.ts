import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PatternReport } from '../../lib/contracts/pattern';
import { query } from '../database';
import { findPatterns } from '../detectors/find-patterns';
import { type OpenSample, openSample } from './open-sample';
import type { PlantKind } from './run-plan';
import { plantedDetectors, shownTo } from './shown-by';

let sample: OpenSample;
let report: PatternReport;
beforeAll(async () => {
  sample = await openSample();
  report = await findPatterns({ database: sample.database, filters: {} });
});
afterAll(() => sample.close());

describe('what the detectors find in the sample', () => {
  it.each(plantedDetectors)('%s: the planted spans, all of them and no other', async (detector) => {
    const hits = await query(sample.database, {
      sql: `SELECT DISTINCT span_id FROM pattern_hit JOIN span USING ("row")
            WHERE detector = $1 AND error_class IS DISTINCT FROM 'propagated' ORDER BY span_id`,
      params: [detector],
      row: z.object({ span_id: z.string() }),
    });
    const planted = shownTo(detector, sample.truth).flatMap(({ spanIds }) => spanIds);
    expect(planted.length).toBeGreaterThan(0);
    expect(hits.map((hit) => hit.span_id)).toEqual(planted.sort());
  });

  it('makes one signature of each cause, with its exact count of traces and spans', () => {
    expect(signature('OrderNotFound', 'origin')).toEqual(countOf('order-not-found'));
    expect(signature('PaymentGatewayError', 'origin')).toEqual(countOf('refund-declined'));
    expect(signature('RateLimitError', 'origin')).toEqual(countOf('rate-limited'));
    expect(signature('TimeoutError', 'handled')).toEqual(countOf('handled-exception'));
    expect(signature('Errno 2', 'silent')).toEqual(countOf('silent-missing-file'));
    expect(signature('503', 'silent')).toEqual(countOf('silent-http-status'));
    expect(signature('shard', 'silent')).toEqual(countOf('silent-error-object'));
  });

  it('counts each tool by its calls and its failures', () => {
    const { truth } = sample;
    const failing = [...truth.tools].filter(([, { errors, silent }]) => errors + silent > 0);
    const found = report.patterns.filter(({ detector }) => detector === 'failed-tools');
    expect(new Map(found.map(({ subject, calls, spans }) => [subject, { calls, failed: spans }]))).toEqual(
      new Map(failing.map(([tool, { calls, errors, silent }]) => [tool, { calls, failed: errors + silent }])),
    );
  });

  it('blames the model and the tool that really go with failure, and nobody else', () => {
    const blamed = report.associations.map(({ dimension, value }) => ({ dimension, value }));
    expect(blamed).toHaveLength(sample.truth.associations.length);
    expect(blamed).toEqual(expect.arrayContaining(sample.truth.associations));
    expect(report.associationsTried).toBeGreaterThan(10);
  });
});

function spansOf(kinds: readonly PlantKind[]): string[] {
  return kinds.flatMap((kind) => sample.truth.planted[kind].flatMap(({ spanIds }) => spanIds));
}

function countOf(kind: PlantKind) {
  return [{ traces: sample.truth.planted[kind].length, spans: spansOf([kind]).length }];
}

/** The patterns of a class whose text holds the words. */
function signature(words: string, errorClass: string) {
  return report.patterns
    .filter((pattern) => pattern.errorClass === errorClass && pattern.signature?.includes(words))
    .map(({ traces, spans }) => ({ traces, spans }));
}
