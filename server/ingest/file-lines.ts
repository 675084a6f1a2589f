import { readAhead } from './read-ahead';
import { type Block, readBlocks } from './read-blocks';
import { type Line, type LineSplitter, splitLines } from './split-lines';

export interface FileLine extends Line {
  fileIx: number;
}

export interface FileLines {
  /** The next line that is at hand, of whichever file; undefined says to wait with `ready`, or that all were taken. */
  next(): FileLine | undefined;
  /** Resolves once there is plenty to take, or no more to come; throws what reading threw. */
  ready(): Promise<void>;
  done(): boolean;
  stop(): void;
  /** Bytes read from disk. */
  bytesRead(): number;
  /** Lines of each file so far. */
  lines(): number[];
}

export interface FileLinesRequest {
  paths: readonly string[];
  /** Bytes beyond which a line is cut short. */
  lineLimit: number;
  signal: AbortSignal;
}

type FilePiece = { fileIx: number; block: Block } | { fileIx: number; block: 'end' };

/** Read from the disk before they are asked for. */
const waitingBytes = 64 * 1024 * 1024;

/** The lines of several files, one after another, while the disk reads ahead. */
export function fileLines({ paths, lineLimit, signal }: FileLinesRequest): FileLines {
  const pieces = readAhead({
    source: readPieces(paths, signal),
    sizeOf: ({ block }) => (block === 'end' ? 0 : block.bytes.length),
    limit: waitingBytes,
  });
  const lineCounts: number[] = paths.map(() => 0);
  const bytesOfFile: number[] = paths.map(() => 0);
  let fileIx = 0;
  let splitter: LineSplitter = splitLines(lineLimit);

  function nextOfFile(): FileLine | undefined {
    const line = splitter.next();
    lineCounts[fileIx] = splitter.lines;
    return line ? { ...line, fileIx } : undefined;
  }

  return {
    next() {
      for (;;) {
        const line = nextOfFile();
        if (line) return line;
        const piece = pieces.take();
        if (piece === undefined) return undefined;
        if (piece.fileIx !== fileIx) {
          fileIx = piece.fileIx;
          splitter = splitLines(lineLimit);
        }
        if (piece.block === 'end') splitter.end();
        else {
          splitter.push(piece.block.bytes);
          bytesOfFile[fileIx] = piece.block.bytesRead;
        }
      }
    },
    ready: () => pieces.ready(waitingBytes / 2),
    done: () => pieces.done(),
    stop: () => pieces.stop(),
    bytesRead: () => bytesOfFile.reduce((sum, bytes) => sum + bytes, 0),
    lines: () => lineCounts,
  };
}

async function* readPieces(paths: readonly string[], signal: AbortSignal): AsyncGenerator<FilePiece> {
  for (const [fileIx, path] of paths.entries()) {
    for await (const block of readBlocks({ path, signal })) yield { fileIx, block };
    yield { fileIx, block: 'end' };
  }
}
