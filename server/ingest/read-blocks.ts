import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../lib/app-error';

export interface Block {
  bytes: Buffer;
  /** Bytes of the file on disk that were read up to here. */
  bytesRead: number;
}

export interface BlocksRequest {
  path: string;
  signal: AbortSignal;
}

const blockSize = 1024 * 1024;

/** A file from its beginning to its end, unpacked where it is gzip. Throws AppError `unreadable` for what is no text. */
export async function* readBlocks({ path, signal }: BlocksRequest): AsyncGenerator<Block> {
  const packed = (await formOf(path)) === 'gzip';
  const file = createReadStream(path, { highWaterMark: blockSize, signal });
  const stream: Readable = packed ? pipeline(file, createGunzip({ chunkSize: blockSize }), () => {}) : file;
  let first = true;
  try {
    for await (const bytes of stream) {
      if (!Buffer.isBuffer(bytes)) throw new Error(`A block of ${path} is not a buffer.`);
      if (first) refuseBinary(path, bytes);
      first = false;
      yield { bytes, bytesRead: file.bytesRead };
    }
  } catch (error) {
    if (packed && error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))) {
      throw new AppError(
        'unreadable',
        `${path} is a damaged or unfinished gzip file (${error.message}). Pack it again, or unpack it as far as it goes with gunzip.`,
        { cause: error },
      );
    }
    throw error;
  } finally {
    file.destroy();
  }
}

/** What a file begins with; reads a few bytes. Throws AppError `unreadable` for a form that cannot be read. */
export async function formOf(path: string): Promise<'text' | 'gzip'> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
    if (head.subarray(0, 4).equals(zstandard)) {
      throw new AppError('unreadable', `${path} is packed with zstd. Unpack it first: zstd -d "${path}"`);
    }
    refuseBinary(path, head);
    return 'text';
  } finally {
    await file.close();
  }
}

const zstandard = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

function refuseBinary(path: string, head: Buffer): void {
  const start = head.subarray(0, 4096);
  const utf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  if (utf16) {
    throw new AppError(
      'unreadable',
      `${path} is UTF-16 text. Convert it to UTF-8 first: iconv -f UTF-16 -t UTF-8`,
    );
  }
  if (start.includes(0)) {
    throw new AppError(
      'unreadable',
      `${path} is a binary file. Give a JSONL file: one span of JSON a line, plain or packed with gzip.`,
    );
  }
}
