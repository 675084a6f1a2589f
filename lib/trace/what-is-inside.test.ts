import { expect, test } from 'vitest';
import { makeSpan } from './make-span';
import { buildSpanTree } from './span-tree';
import { whatIsInside } from './what-is-inside';

const tree = buildSpanTree([
  makeSpan({ row: 0, observationKind: 'AGENT', inputTokens: 99 }),
  makeSpan({ row: 1, parentSpanId: 's0', observationKind: 'TOOL', errorClass: 'silent', inputTokens: 50 }),
  makeSpan({ row: 2, parentSpanId: 's0', observationKind: 'LLM', inputTokens: 5, outputTokens: 2 }),
  makeSpan({ row: 3, parentSpanId: 's0', observationKind: 'LLM', inputTokens: 7, errorClass: 'propagated' }),
]);

function inside(index: number) {
  const node = tree.nodes[index];
  return node ? whatIsInside(tree, node) : null;
}

test('counts what lies below by kind, and the tokens of model calls alone', () => {
  expect(inside(0)).toMatchObject({
    kinds: [
      ['LLM', 2],
      ['TOOL', 1],
    ],
    inputTokens: 12,
    outputTokens: 2,
  });
});

test('names what failed in a way of its own', () => {
  expect(inside(0)?.failed.map((node) => node.span.row)).toEqual([1]);
});

test('has nothing to say of a leaf', () => {
  expect(inside(1)).toBeNull();
});
