import { AppError } from '../../lib/app-error';
import { errorCodeSchema } from '../../lib/contracts/api-error';
import type { ImportEvent, ImportReport } from '../../lib/contracts/import-report';
import type { Config } from '../config';
import { importDataset } from '../ingest/import-dataset';
import type { CommandContext } from './command-context';
import { importProgress } from './import-progress';
import { reportLine } from './report-text';
import type { Terminal } from './terminal';

/**
 * Imports files, or finds that they were imported before, and shows the progress on stderr. Throws AppError with the
 * reason where it fails, `cancelled` where it was interrupted.
 */
export async function importPaths(
  { config, paths }: { config: Config; paths: string[] },
  { terminal, signal }: CommandContext,
): Promise<ImportReport> {
  return showImport(importDataset({ config, paths, origin: 'path', signal }), terminal);
}

/** Shows an import on stderr until it ends. Throws AppError as `importPaths` does. */
export async function showImport(
  events: AsyncIterable<ImportEvent>,
  terminal: Terminal,
): Promise<ImportReport> {
  const show = importProgress(terminal);
  for await (const event of events) {
    switch (event.type) {
      case 'progress':
        show(event);
        break;
      case 'finished':
        terminal.log(`${event.report.reused ? 'Ready' : 'Imported'}: ${reportLine(event.report)}`);
        return event.report;
      case 'failed':
        throw new AppError(errorCodeSchema.catch('internal').parse(event.code), event.message);
      case 'cancelled':
        throw new AppError('cancelled', 'The import was cancelled.');
      default:
        event satisfies never;
    }
  }
  throw new Error('The import ended without a word.');
}
