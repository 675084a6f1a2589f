import { type SpanDetail, spanDetailSchema } from '../../lib/contracts/span-detail';
import { errorMessage } from '../../lib/error-message';
import { readSpanPayload, type SpanPayload } from '../../lib/trace/span-payload';
import { fetchJson } from '../ui/fetch-json';

/** A span with its line read, or why there is none. */
export type LoadedSpan =
  | { ok: true; detail: SpanDetail; payload: SpanPayload }
  | { ok: false; message: string };

export interface DetailCache {
  /** The same promise for the same span, so that it can be read while rendering; it never rejects. */
  read(row: number): Promise<LoadedSpan>;
  /** Stops loading everything but this span, and loads the neighbours once it is there. */
  prefer(row: number, neighbours: readonly number[]): void;
  /** Asks again the next time. */
  forget(row: number): void;
}

/** Lines that are kept at once, in characters: a trace may hold gigabytes. */
const keptCharacters = 30_000_000;

/** Details of the spans of one trace; `url` is where the spans' rows lie. */
export function createDetailCache(url: string, initial: SpanDetail | null): DetailCache {
  const entries = new Map<number, Entry>();
  if (initial) entries.set(initial.row, loadedEntry(initial));

  const read = (row: number): Promise<LoadedSpan> => {
    const known = entries.get(row);
    if (known) {
      // The order of the map is the order of last use.
      entries.delete(row);
      entries.set(row, known);
      return known.promise;
    }
    const entry = fetchEntry(`${url}/${row}`);
    entries.set(row, entry);
    void entry.promise.then(() => dropOldest(entries));
    return entry.promise;
  };

  const prefer = (row: number, neighbours: readonly number[]) => {
    for (const [other, entry] of entries) {
      if (other === row || entry.characters !== null) continue;
      entry.stop.abort();
      entries.delete(other);
    }
    void read(row).then(() => {
      // Nobody waits for the neighbours of a span that was left in the meantime.
      if ([...entries.keys()].at(-1) === row) for (const neighbour of neighbours) void read(neighbour);
    });
  };

  return { read, prefer, forget: (row) => entries.delete(row) };
}

interface Entry {
  promise: Promise<LoadedSpan>;
  stop: AbortController;
  /** Null while it is being loaded. */
  characters: number | null;
}

function loadedEntry(detail: SpanDetail): Entry {
  const loaded: LoadedSpan = { ok: true, detail, payload: readSpanPayload(detail.raw) };
  return { promise: Promise.resolve(loaded), stop: new AbortController(), characters: detail.raw.length };
}

function fetchEntry(url: string): Entry {
  const stop = new AbortController();
  const entry: Entry = { promise: load(), stop, characters: null };
  return entry;

  async function load(): Promise<LoadedSpan> {
    try {
      const detail = await fetchJson(url, spanDetailSchema, { signal: stop.signal });
      entry.characters = detail.raw.length;
      return { ok: true, detail, payload: readSpanPayload(detail.raw) };
    } catch (error) {
      entry.characters = 0;
      return { ok: false, message: errorMessage(error) };
    }
  }
}

function dropOldest(entries: Map<number, Entry>): void {
  let kept = 0;
  for (const [row, entry] of [...entries].reverse()) {
    kept += entry.characters ?? 0;
    if (kept > keptCharacters && entry.characters) entries.delete(row);
  }
}
