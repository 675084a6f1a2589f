import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { query } from '../database';
import { readOverview } from '../store/overview';
import { type OpenSample, openSample } from './open-sample';

let sample: OpenSample;
beforeAll(async () => {
  sample = await openSample();
});
afterAll(() => sample.close());

describe('the sample, imported', () => {
  it('has every line accounted for', () => {
    const { report } = sample.dataset;
    const { truth } = sample;
    expect(report).toMatchObject({
      lines: truth.lines,
      spans: truth.spans,
      traces: truth.traces,
      duplicates: truth.duplicates,
      rejected: 0,
      blank: 0,
    });
  });

  it('totals what the generator put into it', async () => {
    const { truth, database } = sample;
    expect(await readOverview({ database, filters: {} })).toMatchObject({
      traces: truth.traces,
      spans: truth.spans,
      inputTokens: truth.inputTokens,
      outputTokens: truth.outputTokens,
      errorTraces: truth.outcomes.error.length,
      errorSpans: truth.classes.origin + truth.classes.propagated,
      orphanSpans: truth.planted['orphan-span'].flatMap(({ spanIds }) => spanIds).length,
    });
  });

  it('is classed span by span as it was planted, noise left alone', async () => {
    const { truth, database } = sample;
    const row = z.object({ error_class: z.string(), span_id: z.string() });
    const failures = await query(database, {
      sql: "SELECT error_class, span_id FROM span WHERE error_class IS NOT NULL AND error_class <> 'propagated'",
      row,
    });
    const planted = (name: string) =>
      Object.values(truth.planted)
        .flat()
        .filter(({ errorClass }) => errorClass === name)
        .flatMap(({ spanIds }) => spanIds)
        .sort();
    const found = (name: string) =>
      failures
        .filter(({ error_class }) => error_class === name)
        .map(({ span_id }) => span_id)
        .sort();
    for (const name of ['origin', 'handled', 'silent']) {
      expect(planted(name).length).toBeGreaterThan(0);
      expect(found(name)).toEqual(planted(name));
    }
  });
});
