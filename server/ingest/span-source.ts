import { isAscii, isUtf8 } from 'node:buffer';
import { maxBatchRows } from '../row-batch';
import { answerOf } from './answer-failure';
import { decodeCanonical } from './decode-canonical';
import { type Extraction, extract } from './extract';
import { failureOf } from './failure';
import type { FileLine } from './file-lines';
import type { ImportTally } from './import-tally';
import type { StoredSpan } from './span-batch';
import type { Line } from './split-lines';

/** A line of more bytes is rejected: no trace needs it, and a string cannot be much longer. */
export const lineLimit = 64 * 1024 * 1024;

/** Bytes of lines that are read for one batch; whichever comes first, this or the number of rows, closes it. */
const batchBytes = 16 * 1024 * 1024;
/** Rejected lines that wait in memory until they are stored. */
const waitingRejections = 20_000;

export interface RejectedLine {
  fileIx: number;
  line: number;
  byteOffset: number;
  reason: string;
  excerpt: string;
}

export interface SpanSourceRequest {
  /** The next line; undefined where none is at hand. */
  nextLine: () => FileLine | undefined;
  tally: ImportTally;
  /** A line that is no span is put here; while it is full nothing is read. */
  rejected: RejectedLine[];
}

/** Turns lines into spans, in batches; one is short, or empty, where lines run out or few of many are spans. */
export function spanSource({ nextLine, tally, rejected }: SpanSourceRequest): () => StoredSpan[] {
  const traces = new Map<string, number>();
  let row = 0;

  function traceIxOf(traceId: string): number {
    const known = traces.get(traceId);
    if (known !== undefined) return known;
    const ix = traces.size;
    traces.set(traceId, ix);
    return ix;
  }

  function read({ fileIx, line }: FileLine): StoredSpan | undefined {
    const decoded = decodeLine(line);
    if (decoded.kind === 'blank') {
      tally.blank += 1;
      return undefined;
    }
    if (decoded.replaced) tally.invalidUtf8 += 1;
    if (decoded.kind === 'rejected') {
      tally.rejected += 1;
      const excerpt = excerptOf(decoded.text);
      rejected.push({
        fileIx,
        line: line.number,
        byteOffset: line.byteOffset,
        reason: decoded.reason,
        excerpt,
      });
      return undefined;
    }
    const { extraction, failure, asksForTools } = decoded;
    const { span, found, unreadableTime } = extraction;
    tally.see({ span, found, unreadableTime, fileIx, line: line.number });
    return {
      said: span,
      row: row++,
      traceIx: traceIxOf(span.traceId),
      failure,
      asksForTools,
      fileIx,
      line: line.number,
      byteOffset: line.byteOffset,
      raw: decoded.raw,
    };
  }

  return () => {
    const spans: StoredSpan[] = [];
    let bytes = 0;
    while (spans.length < maxBatchRows && bytes < batchBytes && rejected.length < waitingRejections) {
      const line = nextLine();
      if (line === undefined) break;
      const span = read(line);
      if (span !== undefined) spans.push(span);
      bytes += line.line.bytes.length + 1;
    }
    return spans;
  };
}

type DecodedLine =
  | { kind: 'blank' }
  | { kind: 'rejected'; reason: string; text: string; replaced: boolean }
  | ({ kind: 'span'; extraction: Extraction; replaced: boolean } & Pick<
      StoredSpan,
      'failure' | 'asksForTools' | 'raw'
    >);

function decodeLine({ bytes, byteLength }: Line): DecodedLine {
  if (byteLength > lineLimit) {
    const mebibytes = Math.floor(byteLength / 1024 / 1024);
    const limit = lineLimit / 1024 / 1024;
    const reason = `the line is ${mebibytes} MiB long, more than the ${limit} MiB that are read`;
    return { kind: 'rejected', reason, text: bytes.toString('utf8'), replaced: false };
  }
  const ascii = isAscii(bytes);
  const replaced = !ascii && !isUtf8(bytes);
  const text = bytes.toString(ascii ? 'latin1' : 'utf8');
  const decoded = text.trim() === '' ? undefined : decodeCanonical(text);
  if (decoded === undefined) return { kind: 'blank' };
  if (!decoded.ok) return { kind: 'rejected', reason: decoded.reason, text, replaced };
  try {
    const extraction = extract({ ...decoded, text });
    const answer = answerOf(extraction);
    const failure = failureOf(extraction, answer);
    const asksForTools = answer?.asksForTools ?? false;
    return {
      kind: 'span',
      extraction,
      failure,
      asksForTools,
      raw: replaced ? Buffer.from(text) : bytes,
      replaced,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The stack ran out.
    return { kind: 'rejected', reason: 'JSON, but nested too deeply to be read', text, replaced };
  }
}

const excerptLength = 200;

/** The beginning, with what cannot be shown as `�`; copied, for a slice would keep the whole line in memory. */
function excerptOf(text: string): string {
  const start = Buffer.from(text.slice(0, excerptLength).replace(/[\uD800-\uDBFF]$/, '')).toString();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be replaced
  return start.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '\uFFFD');
}
