export interface Line {
  /** From 1. */
  number: number;
  /** Of its first byte in the file, unpacked where the file is packed; from 0. */
  byteOffset: number;
  /** Without its line end. Of a line beyond the limit, its beginning alone. */
  bytes: Buffer;
  /** Of the whole line, without its line end. */
  byteLength: number;
}

export interface LineSplitter {
  push(block: Buffer): void;
  /** Tells that no block follows, so that a last line without a line end is a line. */
  end(): void;
  /** The next line, or undefined until another block is pushed, or for good after the end. */
  next(): Line | undefined;
  /** Lines handed out so far. */
  readonly lines: number;
  readonly ended: boolean;
}

/** How much is kept of a line that is too long to be read. */
const keptOfLongLine = 256;

const newline = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts blocks of a file into lines: LF or CRLF, a byte order mark skipped, the last line with or without its end. A line
 * beyond `limit` bytes is counted and let go, so that memory stays bounded whatever the file holds.
 */
export function splitLines(limit: number): LineSplitter {
  let block: Buffer = Buffer.alloc(0);
  let position = 0;
  let blockOffset = 0;
  let lineOffset = 0;
  let lines = 0;
  let ended = false;
  const begun = beginning(limit);

  function take(end: number, lineEndBytes: number): Line {
    const { bytes, byteLength } = begun.take(block.subarray(position, end));
    const byteOffset = lineOffset;
    position = end + lineEndBytes;
    lineOffset = blockOffset + position;
    lines += 1;
    return { number: lines, byteOffset, bytes, byteLength };
  }

  return {
    push(next) {
      blockOffset += block.length;
      block = next;
      position = 0;
      if (blockOffset === 0 && next.subarray(0, 3).equals(byteOrderMark)) {
        position = 3;
        lineOffset = 3;
      }
    },
    end() {
      ended = true;
    },
    next() {
      const end = block.indexOf(newline, position);
      if (end !== -1) return take(end, 1);
      if (!ended) {
        begun.add(block.subarray(position));
        position = block.length;
        return undefined;
      }
      return position < block.length || begun.byteLength() > 0 ? take(block.length, 0) : undefined;
    },
    get lines() {
      return lines;
    },
    get ended() {
      return ended;
    },
  };
}

/** The part of a line that earlier blocks held. */
function beginning(limit: number) {
  let parts: Buffer[] = [];
  let length = 0;

  return {
    byteLength: () => length,
    add(part: Buffer): void {
      if (part.length === 0) return;
      const wasShort = length <= limit;
      length += part.length;
      if (length <= limit) parts.push(part);
      else if (wasShort) parts = [headOf([...parts, part])];
    },
    take(rest: Buffer): { bytes: Buffer; byteLength: number } {
      const byteLength = length + rest.length;
      const whole = length === 0 ? [rest] : [...parts, rest];
      parts = [];
      length = 0;
      if (byteLength > limit) return { bytes: headOf(whole), byteLength };
      const joined = whole.length === 1 ? rest : Buffer.concat(whole);
      const bytes = joined.at(-1) === carriageReturn ? joined.subarray(0, -1) : joined;
      return { bytes, byteLength: bytes.length };
    },
  };
}

/** The first bytes of what several buffers hold, copied so that the buffers can go. */
function headOf(parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(keptOfLongLine);
  let filled = 0;
  for (const part of parts) {
    if (filled === head.length) break;
    filled += part.copy(head, filled);
  }
  return head.subarray(0, filled);
}
