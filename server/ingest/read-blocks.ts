import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline, type Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../lib/app-error';
import { readAhead } from './read-ahead';
import { createUnzstd } from './unzstd';

export interface Block {
  bytes: Buffer;
  /** Bytes of the file on disk that were read up to here. */
  bytesRead: number;
}

/** Hands out a file block by block, to one who cannot wait in the middle of a statement. */
export interface BlockSource {
  /** `wait` says that more will come: call `ready` first. */
  take(): Block | 'wait' | 'end';
  ready(): Promise<void>;
  close(): void;
}

const blockSize = 1024 * 1024;
/** Unpacked before it is asked for. */
const waitingBytes = 64 * 1024 * 1024;

type Packing = 'gzip' | 'zstd';

/** A file from its beginning, unpacked where it is gzip or zstd. Throws AppError `unreadable` for what is no text. */
export function openBlocks(path: string, signal: AbortSignal): BlockSource {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4096);
    const form = formOf(path, head.subarray(0, readSync(file, head, 0, head.length, 0)));
    return form === 'text' ? plainBlocks(file) : unpackedBlocks({ path, file, packing: form }, signal);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Read at once: the system reads ahead by itself, and an insert that runs dry has to be begun anew. */
function plainBlocks(file: number): BlockSource {
  let bytesRead = 0;
  return {
    take() {
      const bytes = Buffer.allocUnsafeSlow(blockSize);
      const length = readSync(file, bytes);
      if (length === 0) return 'end';
      bytesRead += length;
      return { bytes: bytes.subarray(0, length), bytesRead };
    },
    ready: () => Promise.resolve(),
    close: () => closeSync(file),
  };
}

interface PackedFile {
  path: string;
  file: number;
  packing: Packing;
}

function unpackedBlocks(packed: PackedFile, signal: AbortSignal): BlockSource {
  const abort = new AbortController();
  const waiting = readAhead({
    source: unpack(packed, AbortSignal.any([signal, abort.signal])),
    sizeOf: ({ bytes }) => bytes.length,
    limit: waitingBytes,
  });
  return {
    take: () => waiting.take() ?? (waiting.done() ? 'end' : 'wait'),
    ready: () => waiting.ready(waitingBytes / 2),
    close() {
      abort.abort();
      waiting.stop();
    },
  };
}

const unpackers: Record<Packing, () => Transform> = {
  gzip: () => createGunzip({ chunkSize: blockSize }),
  zstd: createUnzstd,
};

async function* unpack({ path, file, packing }: PackedFile, signal: AbortSignal): AsyncGenerator<Block> {
  const source = createReadStream(path, { fd: file, start: 0, highWaterMark: blockSize, signal });
  const unpacked = pipeline(source, unpackers[packing](), () => {});
  let first = true;
  try {
    for await (const bytes of unpacked) {
      if (!Buffer.isBuffer(bytes)) throw new Error(`A block of ${path} is not a buffer.`);
      if (first) refuseBinary(path, bytes);
      first = false;
      yield { bytes, bytesRead: source.bytesRead };
    }
  } catch (error) {
    if (!(error instanceof Error) || !isDamage(error)) throw error;
    throw new AppError(
      'unreadable',
      `${path} is a damaged or unfinished ${packing} file (${error.message}). Pack it again, or unpack what is left with ${packing} -d.`,
      { cause: error },
    );
  }
}

/** zlib's errors have codes in words, those of fzstd are numbers; the system's own are neither. */
function isDamage(error: Error): boolean {
  return 'code' in error && (typeof error.code === 'number' || /^Z_/.test(String(error.code)));
}

const zstandard = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** What a file is by its first bytes. Throws AppError `unreadable` for a form that cannot be read. */
export function formOf(path: string, head: Buffer): 'text' | Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.subarray(0, 4).equals(zstandard)) return 'zstd';
  refuseBinary(path, head);
  return 'text';
}

function refuseBinary(path: string, head: Buffer): void {
  const start = head.subarray(0, 4096);
  const utf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  if (utf16) {
    throw new AppError(
      'unreadable',
      `${path} is UTF-16 text. Convert it to UTF-8 first: iconv -f UTF-16 -t UTF-8`,
    );
  }
  // A NUL in a file of JSON costs its line; in what begins as no JSON it tells that there are no lines at all.
  if (start.includes(0) && !/^(?:\xef\xbb\xbf)?\s*\{/.test(start.toString('latin1'))) {
    throw new AppError(
      'unreadable',
      `${path} is a binary file. Give a JSONL file: one span of JSON a line, plain or packed with gzip or zstd.`,
    );
  }
}
