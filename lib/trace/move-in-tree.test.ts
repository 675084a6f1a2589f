import { describe, expect, test } from 'vitest';
import { makeSpan } from './make-span';
import { type MoveResult, moveInTree, type TreeMove } from './move-in-tree';
import { buildSpanTree } from './span-tree';
import { visibleRows } from './visible-rows';

/** 0 ─ 1 ─ 2, 0 ─ 3. */
const tree = buildSpanTree([
  makeSpan({ row: 0 }),
  makeSpan({ row: 1, parentSpanId: 's0' }),
  makeSpan({ row: 2, parentSpanId: 's1' }),
  makeSpan({ row: 3, parentSpanId: 's0' }),
]);

function move(from: number | null, move: TreeMove, collapsed = new Set<number>()): MoveResult {
  const rows = visibleRows(tree, { collapsed, errorsOnly: false, only: null });
  return moveInTree({ tree, rows, collapsed, from, move, page: 2 });
}

const select = (index: number) => ({ type: 'select', index });
const toggle = (index: number) => ({ type: 'toggle', index });

describe('moveInTree', () => {
  test('goes up and down the rows that are shown', () => {
    expect(move(0, 'down')).toEqual(select(1));
    expect(move(1, 'down', new Set([1]))).toEqual(select(3));
    expect(move(3, 'up')).toEqual(select(2));
    expect(move(3, 'down')).toBeNull();
    expect(move(0, 'up')).toBeNull();
  });

  test('goes to the ends, and a page at a time', () => {
    expect(move(2, 'first')).toEqual(select(0));
    expect(move(0, 'last')).toEqual(select(3));
    expect(move(0, 'page-down')).toEqual(select(2));
    expect(move(2, 'page-down')).toEqual(select(3));
    expect(move(1, 'page-up')).toEqual(select(0));
  });

  test('unfolds, then goes in; folds, then goes out', () => {
    expect(move(1, 'in', new Set([1]))).toEqual(toggle(1));
    expect(move(1, 'in')).toEqual(select(2));
    expect(move(2, 'in')).toBeNull();
    expect(move(1, 'out')).toEqual(toggle(1));
    expect(move(1, 'out', new Set([1]))).toEqual(select(0));
    expect(move(2, 'out')).toEqual(select(1));
    expect(move(0, 'out', new Set([0]))).toBeNull();
  });

  test('starts at the top where nothing is selected', () => {
    expect(move(null, 'down')).toEqual(select(0));
    expect(move(null, 'in')).toEqual(select(0));
    expect(move(null, 'out')).toBeNull();
  });
});
