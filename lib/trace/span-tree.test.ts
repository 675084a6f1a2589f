import { describe, expect, test } from 'vitest';
import type { Span } from '../contracts/span';
import { makeSpan } from './make-span';
import { buildSpanTree, type SpanTree } from './span-tree';

function outline(tree: SpanTree): string[] {
  return tree.nodes.map((node) => `${'-'.repeat(node.depth)}${node.span.row}`);
}

describe('buildSpanTree', () => {
  test('puts children under their parent, siblings in order of start', () => {
    const tree = buildSpanTree([
      makeSpan({ row: 3, parentSpanId: 's1', startOffsetNs: 5 }),
      makeSpan({ row: 2, parentSpanId: 's1', startOffsetNs: 9 }),
      makeSpan({ row: 1, startOffsetNs: 0 }),
      makeSpan({ row: 4, parentSpanId: 's3', startOffsetNs: 6 }),
    ]);
    expect(outline(tree)).toEqual(['1', '-3', '--4', '-2']);
    expect(tree.nodes.map((node) => node.end)).toEqual([4, 3, 3, 4]);
    expect(tree.nodes.map((node) => node.parent)).toEqual([null, 0, 1, 0]);
    expect(tree.nodes.map((node) => [node.position, node.siblings])).toEqual([
      [1, 1],
      [1, 2],
      [1, 1],
      [2, 2],
    ]);
    expect(tree.depth).toBe(2);
  });

  test('gives an empty tree for no spans', () => {
    expect(buildSpanTree([])).toMatchObject({ nodes: [], orphans: 0, cycles: 0, depth: 0 });
  });

  test('keeps orphan spans as roots, marks and counts them', () => {
    const tree = buildSpanTree([
      makeSpan({ row: 1 }),
      makeSpan({ row: 2, parentSpanId: 'gone' }),
      makeSpan({ row: 3, parentSpanId: 's2' }),
    ]);
    expect(outline(tree)).toEqual(['1', '2', '-3']);
    expect(tree.orphans).toBe(1);
    expect(tree.nodes.map((node) => node.orphan)).toEqual([false, true, false]);
  });

  test('takes an empty parent id for a root', () => {
    const tree = buildSpanTree([makeSpan({ row: 1, parentSpanId: '' })]);
    expect(tree).toMatchObject({ orphans: 0, nodes: [{ depth: 0, orphan: false }] });
  });

  test('breaks a circle at its earliest span and marks that one', () => {
    const tree = buildSpanTree([
      makeSpan({ row: 1, parentSpanId: 's3' }),
      makeSpan({ row: 2, parentSpanId: 's1' }),
      makeSpan({ row: 3, parentSpanId: 's2' }),
      makeSpan({ row: 4, parentSpanId: 's3' }),
    ]);
    expect(outline(tree)).toEqual(['1', '-2', '--3', '---4']);
    expect(tree.cycles).toBe(1);
    expect(tree.nodes.filter((node) => node.cycle).map((node) => node.span.row)).toEqual([1]);
  });

  test('breaks a circle that hangs below nothing but is found from one of its children', () => {
    const tree = buildSpanTree([
      makeSpan({ row: 1, parentSpanId: 's2' }),
      makeSpan({ row: 2, parentSpanId: 's3' }),
      makeSpan({ row: 3, parentSpanId: 's2' }),
    ]);
    expect(outline(tree)).toEqual(['2', '-1', '-3']);
    expect(tree.cycles).toBe(1);
  });

  test('breaks a span that is its own parent', () => {
    const tree = buildSpanTree([makeSpan({ row: 1, parentSpanId: 's1' })]);
    expect(tree).toMatchObject({ cycles: 1, nodes: [{ depth: 0, cycle: true, orphan: false }] });
  });

  test('keeps every span of a conflicting id, children under the first', () => {
    const tree = buildSpanTree([
      makeSpan({ row: 1, spanId: 'same', conflict: true }),
      makeSpan({ row: 2, spanId: 'same', conflict: true }),
      makeSpan({ row: 3, parentSpanId: 'same' }),
    ]);
    expect(outline(tree)).toEqual(['1', '-3', '2']);
    expect(tree.indexById.get('same')).toBe(0);
    expect(tree.indexByRow.get(2)).toBe(2);
  });

  test('puts spans without a start after the others, in order of reading', () => {
    const tree = buildSpanTree([
      makeSpan({ row: 1, startOffsetNs: null }),
      makeSpan({ row: 2, startOffsetNs: null }),
      makeSpan({ row: 3, startOffsetNs: 7 }),
    ]);
    expect(outline(tree)).toEqual(['3', '1', '2']);
  });

  test('says above a failure that something failed below', () => {
    const tree = buildSpanTree([
      makeSpan({ row: 1 }),
      makeSpan({ row: 2, parentSpanId: 's1' }),
      makeSpan({ row: 3, parentSpanId: 's2', errorClass: 'silent' }),
      makeSpan({ row: 4, parentSpanId: 's1' }),
    ]);
    expect(tree.nodes.map((node) => node.failedBelow)).toEqual([true, true, true, false]);
  });

  test('holds a chain of 10,000 spans', () => {
    const spans = Array.from({ length: 10_000 }, (_, row): Span => {
      return makeSpan({ row, parentSpanId: row === 0 ? null : `s${row - 1}` });
    });
    const tree = buildSpanTree(spans.reverse());
    expect(tree.nodes).toHaveLength(10_000);
    expect(tree.depth).toBe(9_999);
    expect(tree.nodes[0]?.end).toBe(10_000);
  });

  test('breaks a circle of 10,000 spans once', () => {
    const spans = Array.from({ length: 10_000 }, (_, row): Span => {
      return makeSpan({ row, parentSpanId: `s${(row + 9_999) % 10_000}` });
    });
    const tree = buildSpanTree(spans);
    expect(tree.nodes).toHaveLength(10_000);
    expect(tree.cycles).toBe(1);
    expect(tree.nodes[0]?.span.row).toBe(0);
  });
});
