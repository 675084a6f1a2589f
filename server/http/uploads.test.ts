import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeStaleUploads, removeUpload, storeUpload, uploadedFile } from './uploads';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'halo-uploads-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

function store(name: string, body: ReadableStream<Uint8Array>, signal = new AbortController().signal) {
  return storeUpload({ home, name, body, signal });
}

describe('an upload', () => {
  it('is written as it arrives and removed afterwards', async () => {
    const upload = await store('traces.jsonl', new Blob(['{"a":1}\n', '{}']).stream());
    expect(upload).toMatchObject({ name: 'traces.jsonl', bytes: 10 });
    const file = await uploadedFile(home, upload.uploadId);
    expect(await readFile(file, 'utf8')).toBe('{"a":1}\n{}');
    await removeUpload(home, upload.uploadId);
    await expect(uploadedFile(home, upload.uploadId)).rejects.toThrow('Choose it again');
  });

  it('stays in its own folder, whatever its name says', async () => {
    for (const [name, kept] of [
      ['../../etc/passwd', 'passwd'],
      ['C:\\x\\traces.jsonl', 'traces.jsonl'],
      ['..', 'traces.jsonl'],
      ['a\u0000b?.gz', 'a_b_.gz'],
      [`${'追跡'.repeat(100)}.jsonl`, `${'追跡'.repeat(32)}.jsonl`],
    ] as const) {
      const { uploadId } = await store(name, new Blob(['x']).stream());
      expect(basename(await uploadedFile(home, uploadId))).toBe(kept);
    }
    await expect(uploadedFile(home, '../datasets')).rejects.toThrow('no upload');
  });

  it('leaves nothing behind where it breaks off', async () => {
    const browser = new AbortController();
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(10));
        browser.abort();
      },
    });
    await expect(store('a.jsonl', endless, browser.signal)).rejects.toThrow('cancelled');
    expect(await readdir(join(home, 'uploads'))).toEqual([]);
  });

  it('is forgotten after a day', async () => {
    const old = await store('old.jsonl', new Blob(['x']).stream());
    const young = await store('young.jsonl', new Blob(['x']).stream());
    await utimes(join(home, 'uploads', old.uploadId), 0, 0);
    await removeStaleUploads(home, Date.now());
    expect(await readdir(join(home, 'uploads'))).toEqual([young.uploadId]);
  });
});
