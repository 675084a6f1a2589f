import { type BlockSource, openBlocks } from './read-blocks';
import { type Line, type LineSplitter, splitLines } from './split-lines';

export interface FileLine {
  fileIx: number;
  line: Line;
}

export interface FileLines {
  /** The next line that is at hand, of whichever file; undefined says to wait with `ready`, or that all were taken. */
  next(): FileLine | undefined;
  /** Resolves once there is plenty to take, or no more to come; throws what reading threw. */
  ready(): Promise<void>;
  done(): boolean;
  close(): void;
  /** Bytes read from disk. */
  bytesRead(): number;
  /** Lines of each file so far. */
  lines(): readonly number[];
}

export interface FileLinesRequest {
  paths: readonly string[];
  /** Bytes beyond which a line is cut short. */
  lineLimit: number;
  signal: AbortSignal;
}

interface OpenFile {
  fileIx: number;
  source: BlockSource;
  splitter: LineSplitter;
}

/** The lines of several files, one after another. Throws AppError `unreadable` for a file that is no text. */
export function fileLines({ paths, lineLimit, signal }: FileLinesRequest): FileLines {
  const lineCounts: number[] = paths.map(() => 0);
  const bytesOfFile: number[] = paths.map(() => 0);
  let file: OpenFile | undefined = openFile(0);

  function openFile(fileIx: number): OpenFile | undefined {
    const path = paths[fileIx];
    if (path === undefined) return undefined;
    return { fileIx, source: openBlocks(path, signal), splitter: splitLines(lineLimit) };
  }

  /** Gets the splitter something to split; false says that it must wait. */
  function feed({ fileIx, source, splitter }: OpenFile): boolean {
    const block = source.take();
    if (block === 'wait') return false;
    if (block === 'end') splitter.end();
    else {
      splitter.push(block.bytes);
      bytesOfFile[fileIx] = block.bytesRead;
    }
    return true;
  }

  return {
    next() {
      while (file) {
        const line = file.splitter.next();
        lineCounts[file.fileIx] = file.splitter.lines;
        if (line) return { fileIx: file.fileIx, line };
        if (file.splitter.ended) {
          const { fileIx, source } = file;
          // Opening the next one may throw, and none is closed twice.
          file = undefined;
          source.close();
          file = openFile(fileIx + 1);
        } else if (!feed(file)) return undefined;
      }
      return undefined;
    },
    ready: () => file?.source.ready() ?? Promise.resolve(),
    done: () => file === undefined,
    close() {
      file?.source.close();
      file = undefined;
    },
    bytesRead: () => bytesOfFile.reduce((sum, bytes) => sum + bytes, 0),
    lines: () => lineCounts,
  };
}
