import { failedPlaces } from './next-error';
import { indexOf, nowhere, printAddress, type SpanAddress } from './span-address';
import type { SpanTree } from './span-tree';
import type { TimeRange } from './timeline';
import { foldableRows, reveal } from './visible-rows';

/** What a person has made of the page of a trace: all that is not data. */
export interface TraceState {
  tree: SpanTree;
  /** Place in tree order of the span that is shown; null where the link names none of this trace, or there is none. */
  selected: number | null;
  /** Words to mark in it. */
  quote: string | null;
  /** The link named a span that is not in this trace. */
  missing: string | null;
  /** Rows of the spans whose children are folded away. */
  collapsed: ReadonlySet<number>;
  errorsOnly: boolean;
  /** The part of the time that is drawn; null for all of it. */
  view: TimeRange | null;
  /** The address that was taken over last, printed. */
  address: string;
  /** Addresses that this page wrote into the address bar itself and that have not come back from there yet. */
  written: readonly string[];
}

export type TraceAction =
  | { type: 'selected'; index: number }
  | { type: 'toggled'; index: number; open?: boolean }
  | { type: 'folded' }
  | { type: 'unfolded' }
  | { type: 'errors-only'; on: boolean }
  | { type: 'zoomed'; view: TimeRange | null }
  | { type: 'address-written'; address: string }
  | { type: 'address-seen'; address: SpanAddress };

export function startState(tree: SpanTree, address: SpanAddress): TraceState {
  const state: TraceState = {
    tree,
    selected: null,
    quote: null,
    missing: null,
    collapsed: new Set(),
    errorsOnly: false,
    view: null,
    address: printAddress(nowhere),
    written: [],
  };
  return adopt(state, address);
}

export function traceReducer(state: TraceState, action: TraceAction): TraceState {
  switch (action.type) {
    case 'selected':
      return shown({ ...state, quote: null, missing: null }, action.index);
    case 'toggled':
      return toggled(state, action);
    case 'folded':
      return { ...state, collapsed: foldableRows(state.tree) };
    case 'unfolded':
      return { ...state, collapsed: new Set() };
    case 'errors-only':
      // Where nothing failed there is no switch either that would show the rows again.
      return { ...state, errorsOnly: action.on && failedPlaces(state.tree).length > 0 };
    case 'zoomed':
      return { ...state, view: action.view };
    case 'address-written':
      return { ...state, written: [...state.written, action.address] };
    case 'address-seen':
      return seen(state, action.address);
    default:
      return action satisfies never;
  }
}

/**
 * An address that this page wrote changes nothing when it comes back, for by then another span may be selected. Several that
 * were written fast come back as the last of them alone.
 */
function seen(state: TraceState, address: SpanAddress): TraceState {
  const printed = printAddress(address);
  const own = state.written.indexOf(printed);
  if (own === -1) return adopt(state, address);
  return { ...state, address: printed, written: state.written.slice(own + 1) };
}

function adopt(state: TraceState, address: SpanAddress): TraceState {
  const next = { ...state, address: printAddress(address), written: [], quote: address.quote, missing: null };
  const index = indexOf(state.tree, address);
  if (index !== null) return shown(next, index);
  if (address.spanId === null && address.row === null)
    return { ...next, selected: state.tree.nodes.length > 0 ? 0 : null };
  return { ...next, selected: null, missing: address.spanId ?? `row ${address.row}` };
}

/** Selected, with nothing left that would hide it. */
function shown(state: TraceState, index: number): TraceState {
  const hidden = state.errorsOnly && state.tree.nodes[index]?.failedBelow !== true;
  const collapsed = reveal(state.tree, index, state.collapsed);
  return { ...state, selected: index, collapsed, errorsOnly: state.errorsOnly && !hidden };
}

function toggled(state: TraceState, { index, open }: { index: number; open?: boolean }): TraceState {
  const node = state.tree.nodes[index];
  if (!node || node.end === index + 1) return state;
  const opens = open ?? state.collapsed.has(node.span.row);
  const collapsed = new Set(state.collapsed);
  if (opens) collapsed.delete(node.span.row);
  else collapsed.add(node.span.row);
  // What is folded away cannot stay selected: the arrow keys would start from nowhere.
  const inside = !opens && state.selected !== null && state.selected > index && state.selected < node.end;
  return { ...state, collapsed, selected: inside ? index : state.selected };
}
