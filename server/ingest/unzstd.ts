import { Transform } from 'node:stream';
import { Decompress } from 'fzstd';

/** Unpacks Zstandard frames as they come, one after the other; fails where the last one is cut short. Node 20 has no zstd of its own. */
export function createUnzstd(): Transform {
  const frames = new Decompress();
  const unzstd = new Transform({
    transform(chunk, _encoding, done) {
      attempt(() => frames.push(chunk), done);
    },
    flush(done) {
      attempt(() => frames.push(new Uint8Array(0), true), done);
    },
  });
  frames.ondata = (bytes) => {
    if (bytes.length > 0) unzstd.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  };
  return unzstd;
}

function attempt(work: () => void, done: (error?: Error) => void): void {
  try {
    work();
    done();
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
  }
}
