import { describe, expect, test } from 'vitest';
import { makeSpan } from './make-span';
import { addressOf, indexOf, nowhere, printAddress, readAddress, type SpanAddress } from './span-address';
import { buildSpanTree } from './span-tree';
import { startState, type TraceAction, type TraceState, traceReducer } from './trace-state';

/** 0 ─ 1 ─ 2 (failed), 0 ─ 3; and 4, another span with the id of 3. */
const tree = buildSpanTree([
  makeSpan({ row: 10, spanId: 'root' }),
  makeSpan({ row: 11, spanId: 'turn', parentSpanId: 'root' }),
  makeSpan({ row: 12, spanId: 'tool', parentSpanId: 'turn', errorClass: 'origin' }),
  makeSpan({ row: 13, spanId: 'twin', parentSpanId: 'root', conflict: true }),
  makeSpan({ row: 14, spanId: 'twin', parentSpanId: 'root', conflict: true }),
]);

function at(spanId: string | null, more: Partial<SpanAddress> = {}): SpanAddress {
  return { ...nowhere, spanId, ...more };
}

function played(state: TraceState, ...actions: TraceAction[]): TraceState {
  return actions.reduce(traceReducer, state);
}

describe('address', () => {
  test('reads what it prints', () => {
    const address = at('a/b c', { row: 3, quote: 'x & "y"' });
    expect(readAddress(new URLSearchParams(printAddress(address)))).toEqual(address);
    expect(readAddress(new URLSearchParams('span=&row=-1'))).toEqual(nowhere);
  });

  test('names the row where the id means several spans', () => {
    expect(addressOf(tree, 2)).toEqual(at('tool'));
    expect(addressOf(tree, 4)).toEqual(at('twin', { row: 14 }));
    expect(indexOf(tree, addressOf(tree, 4))).toBe(4);
  });

  test('falls back on the id where the row is of another import', () => {
    expect(indexOf(tree, at('tool', { row: 10 }))).toBe(2);
    expect(indexOf(tree, at('gone', { row: 10 }))).toBeNull();
  });
});

describe('traceReducer', () => {
  test('starts at the root where the link names no span', () => {
    expect(startState(tree, nowhere)).toMatchObject({ selected: 0, missing: null });
  });

  test('starts at the span of the link, with its quote', () => {
    expect(startState(tree, at('tool', { quote: 'Errno' }))).toMatchObject({ selected: 2, quote: 'Errno' });
  });

  test('says that the span of the link is not in this trace', () => {
    expect(startState(tree, at('gone'))).toMatchObject({ selected: null, missing: 'gone' });
  });

  test('unfolds what hides the selected span', () => {
    const state = played(startState(tree, nowhere), { type: 'folded' }, { type: 'selected', index: 2 });
    expect(state.selected).toBe(2);
    expect(state.collapsed.size).toBe(0);
  });

  test('shows all again when a span is selected that errors-only would hide', () => {
    const only = played(startState(tree, nowhere), { type: 'errors-only', on: true });
    expect(played(only, { type: 'selected', index: 2 }).errorsOnly).toBe(true);
    expect(played(only, { type: 'address-seen', address: at('twin') }).errorsOnly).toBe(false);
  });

  test('shows errors only where there are any', () => {
    const fine = buildSpanTree([makeSpan({ row: 1 })]);
    const state = played(startState(fine, nowhere), { type: 'errors-only', on: true });
    expect(state.errorsOnly).toBe(false);
  });

  test('moves the selection to a parent that is folded over it', () => {
    const state = played(startState(tree, at('tool')), { type: 'toggled', index: 1 });
    expect(state.selected).toBe(1);
    expect([...state.collapsed]).toEqual([11]);
    expect(played(state, { type: 'toggled', index: 1 }).collapsed.size).toBe(0);
  });

  test('does not fold what has nothing below it', () => {
    const state = startState(tree, nowhere);
    expect(played(state, { type: 'toggled', index: 2 })).toBe(state);
  });

  test('follows an address from outside, quote and all', () => {
    const state = played(startState(tree, nowhere), {
      type: 'address-seen',
      address: at('tool', { quote: 'x' }),
    });
    expect(state).toMatchObject({ selected: 2, quote: 'x' });
  });

  test('keeps a newer selection when its own older address comes back', () => {
    const state = played(
      startState(tree, nowhere),
      { type: 'selected', index: 1 },
      { type: 'address-written', address: printAddress(at('turn')) },
      { type: 'selected', index: 2 },
      { type: 'address-seen', address: at('turn') },
    );
    expect(state).toMatchObject({ selected: 2, written: [], address: 'span=turn' });
    expect(played(state, { type: 'address-seen', address: at('turn') }).selected).toBe(1);
  });

  test('forgets addresses that were overtaken by a later one of its own', () => {
    const state = played(
      startState(tree, nowhere),
      { type: 'address-written', address: 'span=turn' },
      { type: 'address-written', address: 'span=tool' },
      { type: 'address-seen', address: at('tool') },
    );
    expect(state.written).toEqual([]);
  });

  test('marks a quote no longer once another span is selected', () => {
    const state = played(startState(tree, at('tool', { quote: 'x' })), { type: 'selected', index: 0 });
    expect(state.quote).toBeNull();
  });
});
