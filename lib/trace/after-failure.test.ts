import { expect, test } from 'vitest';
import { afterFailure } from './after-failure';
import { makeSpan } from './make-span';
import { buildSpanTree } from './span-tree';

const tree = buildSpanTree([
  makeSpan({ row: 0, observationKind: 'AGENT', startOffsetNs: 0, durationNs: 9e9 }),
  makeSpan({ row: 1, parentSpanId: 's0', observationKind: 'TOOL', toolName: 'grep', errorClass: 'origin' }),
  makeSpan({ row: 2, parentSpanId: 's0', observationKind: 'LLM' }),
  makeSpan({ row: 3, parentSpanId: 's0', observationKind: 'CHAIN' }),
  makeSpan({ row: 4, parentSpanId: 's0', observationKind: 'TOOL', toolName: 'grep' }),
  makeSpan({ row: 5, parentSpanId: 's0', observationKind: 'LLM', durationNs: null }),
]);

test('tells the next steps by the clock, chains left out', () => {
  expect(afterFailure(tree, 1)?.next.map((node) => node.span.row)).toEqual([2, 4, 5]);
});

test('tells when the same tool was called again, and how that went', () => {
  expect(afterFailure(tree, 1)?.retry).toMatchObject({ steps: 2, ok: true, node: { span: { row: 4 } } });
});

test('has nothing to tell of the end of a run, or of a span without one', () => {
  expect(afterFailure(tree, 0)).toBeNull();
  expect(afterFailure(tree, 5)).toBeNull();
  expect(afterFailure(tree, 99)).toBeNull();
});
