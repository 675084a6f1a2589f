import { describe, expect, test } from 'vitest';
import { makeSpan } from './make-span';
import { buildSpanTree } from './span-tree';
import { ancestors, foldableRows, reveal, spansNamed, visibleRows } from './visible-rows';

/** 1 ─ 2 ─ 3 (failed), 2 ─ 4, 1 ─ 5 ─ 6. Rows and places in tree order differ by one. */
const tree = buildSpanTree([
  makeSpan({ row: 1, name: 'agent' }),
  makeSpan({ row: 2, name: 'turn', parentSpanId: 's1' }),
  makeSpan({ row: 3, name: 'function.Grep', toolName: 'grep', parentSpanId: 's2', errorClass: 'origin' }),
  makeSpan({ row: 4, name: 'response', parentSpanId: 's2', modelName: 'gpt-5.4' }),
  makeSpan({ row: 5, name: 'turn', parentSpanId: 's1' }),
  makeSpan({ row: 6, name: 'response', parentSpanId: 's5' }),
]);
const all = { collapsed: new Set<number>(), errorsOnly: false, only: null };

describe('visibleRows', () => {
  test('shows everything when nothing is asked', () => {
    expect(visibleRows(tree, all)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('folds what is below a collapsed row', () => {
    expect(visibleRows(tree, { ...all, collapsed: new Set([2]) })).toEqual([0, 1, 4, 5]);
    expect(visibleRows(tree, { ...all, collapsed: foldableRows(tree) })).toEqual([0]);
  });

  test('keeps the ancestors of failures, and nothing else, when errors alone are asked', () => {
    expect(visibleRows(tree, { ...all, errorsOnly: true })).toEqual([0, 1, 2]);
  });

  test('keeps the ancestors of what was searched', () => {
    expect(visibleRows(tree, { ...all, only: new Set([5]) })).toEqual([0, 4, 5]);
    expect(visibleRows(tree, { ...all, only: new Set() })).toEqual([]);
  });

  test('joins both, and folds still', () => {
    const rows = visibleRows(tree, { collapsed: new Set([2]), errorsOnly: true, only: new Set([2, 5]) });
    expect(rows).toEqual([0, 1]);
  });
});

describe('spansNamed', () => {
  test('finds names, tools and models, whatever the case', () => {
    expect([...spansNamed(tree, 'gREP')]).toEqual([2]);
    expect([...spansNamed(tree, 'GPT-5')]).toEqual([3]);
    expect([...spansNamed(tree, 'response')]).toEqual([3, 5]);
  });

  test('finds nothing for white space', () => {
    expect(spansNamed(tree, '  ').size).toBe(0);
  });
});

describe('reveal', () => {
  test('unfolds every ancestor and leaves the rest folded', () => {
    expect([...reveal(tree, 2, new Set([1, 2, 5]))]).toEqual([5]);
  });

  test('gives the same set back when nothing hides the span', () => {
    const collapsed = new Set([5]);
    expect(reveal(tree, 3, collapsed)).toBe(collapsed);
  });
});

test('ancestors go from the parent up to the root', () => {
  expect(ancestors(tree, 5).map((node) => node.span.row)).toEqual([5, 1]);
});
