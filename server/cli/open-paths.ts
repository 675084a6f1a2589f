import type { Dataset } from '../../lib/contracts/dataset';
import type { Config } from '../config';
import type { Database } from '../database';
import { openDataset } from '../store/datasets';
import type { CommandContext } from './command-context';
import { importPaths } from './import-paths';

/** The dataset of these files, imported where it has to be, open for reading. Throws AppError. */
export async function openPaths(
  request: { config: Config; paths: string[] },
  context: CommandContext,
): Promise<{ dataset: Dataset; database: Database }> {
  const { datasetId } = await importPaths(request, context);
  return openDataset(request.config.home, datasetId);
}
