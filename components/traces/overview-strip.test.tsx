import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Overview } from '../../lib/contracts/overview';
import { OverviewStrip } from './overview-strip';

const overview: Overview = {
  traces: 118,
  ofTraces: 1204,
  spans: 48_100,
  errorTraces: 74,
  errorSpans: 90,
  silentTraces: 61,
  handledTraces: 9,
  failedToolSpans: 3,
  orphanSpans: 0,
  inputTokens: 9_000_000,
  outputTokens: 840_000,
  costUsd: 31.2,
  tracesWithoutCost: 4,
  bytes: 27_000_000,
  startTime: null,
  endTime: null,
  durationP50Ns: 2.31e9,
  durationP95Ns: 18.4e9,
  buckets: [],
};

/** Name and words of each figure. */
function figures(changes: Partial<Overview>): Record<string, string> {
  const html = renderToStaticMarkup(<OverviewStrip overview={{ ...overview, ...changes }} />);
  const found = html.matchAll(/<dt[^>]*>(.*?)<\/dt><dd>(.*?)<\/dd>/g);
  return Object.fromEntries(
    [...found].map(([, name, value]) => [
      name ?? '',
      (value ?? '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ]),
  );
}

describe('the overview strip', () => {
  it('says totals, rates and what is unknown', () => {
    expect(figures({})).toEqual({
      Traces: '118 of 1,204',
      Spans: '48.1k 27.0 MB',
      Errors: '74 62.7 %',
      Silent: '61 51.7 %',
      'Duration p50': '2.31 s p95 18.40 s',
      Tokens: '9.84M 840k out',
      Cost: '$ 31.20 4 unknown',
    });
  });

  it('has no rate of nothing, and no cost where no span says one', () => {
    const none = { traces: 0, errorTraces: 0, silentTraces: 0, costUsd: null, tracesWithoutCost: 0 };
    expect(figures(none)).toMatchObject({ Errors: '0 –', Silent: '0 –', Cost: '– –' });
    expect(figures({ costUsd: null, tracesWithoutCost: 118 })).toMatchObject({
      Cost: 'unknown no span says',
    });
  });

  it('counts orphans where there are some', () => {
    expect(figures({ orphanSpans: 12 })).toMatchObject({ Spans: '48.1k 12 orphans' });
  });
});
