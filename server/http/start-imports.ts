import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../lib/app-error';
import type { ImportJob } from '../../lib/contracts/import-job';
import type { ImportEvent } from '../../lib/contracts/import-report';
import type { Config } from '../config';
import { importDataset } from '../ingest/import-dataset';
import { startImport } from './import-jobs';
import { removeUpload, uploadedFile } from './uploads';

/** Imports files that were uploaded, as one dataset, and removes them. Throws AppError `not-found` where one is gone. */
export async function importUploads(config: Config, uploadIds: string[]): Promise<ImportJob> {
  const paths = await Promise.all(uploadIds.map((uploadId) => uploadedFile(config.home, uploadId)));
  const names = paths.map((path) => basename(path));
  return startImport({
    names,
    run: (signal) => withNames(importDataset({ config, paths, origin: 'upload', names, signal }), paths),
    cleanUp: async () => {
      await Promise.all(uploadIds.map((uploadId) => removeUpload(config.home, uploadId)));
    },
  });
}

/** Imports the sample that ships with the product. Throws AppError `not-found` where it was left out. */
export async function importSample(config: Config): Promise<ImportJob> {
  const folder = join(config.root, 'public', 'sample');
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((name) => /\.jsonl(\.gz)?$/.test(name)).sort();
  if (names.length === 0) {
    throw new AppError('not-found', `There is no sample under ${folder}. Import a file of your own.`);
  }
  const paths = names.map((name) => join(folder, name));
  return startImport({
    names,
    run: (signal) => importDataset({ config, paths, origin: 'sample', signal }),
  });
}

/** What fails is told by the name of the file; where it lay for a moment helps nobody. */
async function* withNames(events: AsyncIterable<ImportEvent>, paths: string[]): AsyncGenerator<ImportEvent> {
  for await (const event of events) {
    if (event.type !== 'failed') yield event;
    else {
      const message = paths.reduce((text, path) => text.replaceAll(path, basename(path)), event.message);
      yield { ...event, message };
    }
  }
}
