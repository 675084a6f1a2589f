import { expect, test } from 'vitest';
import { makeSpan } from './make-span';
import { minimapPaths } from './minimap';
import { buildSpanTree } from './span-tree';
import { timeRange } from './timeline';

const size = { width: 100, height: 20, lanes: 10 };

function paths(spans: Parameters<typeof buildSpanTree>[0]) {
  return minimapPaths(buildSpanTree(spans), timeRange(spans), size);
}

test('each span is a stroke in its lane, failures drawn last', () => {
  const drawn = paths([
    makeSpan({ row: 0, observationKind: 'TOOL', errorClass: 'origin', startOffsetNs: 0, durationNs: 50 }),
    makeSpan({ row: 1, observationKind: 'LLM', startOffsetNs: 50, durationNs: 50 }),
  ]);
  expect(drawn).toEqual([
    { colour: 'LLM', d: 'M50.0 15.0H100.0' },
    { colour: 'error', d: 'M0.0 5.0H50.0' },
  ]);
});

test('a failure of no length can be seen', () => {
  const drawn = paths([
    makeSpan({ row: 0, observationKind: 'LLM', startOffsetNs: 0, durationNs: 100 }),
    makeSpan({ row: 1, errorClass: 'silent', startOffsetNs: 50, durationNs: 0 }),
  ]);
  expect(drawn[1]).toEqual({ colour: 'silent', d: 'M50.0 15.0H53.0' });
});

test('the map of 50,000 spans stays small', () => {
  const spans = Array.from({ length: 50_000 }, (_, row) => makeSpan({ row }));
  const [path] = paths(spans);
  expect(path?.d.length).toBeLessThan(20_000);
});

test('spans without a time leave no stroke', () => {
  expect(paths([makeSpan({ row: 0, startOffsetNs: null })])).toEqual([]);
  expect(paths([])).toEqual([]);
});
