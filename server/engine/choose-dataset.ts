import type { Dataset } from '../../lib/contracts/dataset';
import { listDatasets } from '../store/datasets';
import { ToolRefusal } from './tool';

const named = 20;

/** The dataset of this id, or else of this name (the newest), or whose id alone begins so. Throws ToolRefusal with those that there are. */
export async function chooseDataset(home: string, wanted: string): Promise<Dataset> {
  const { datasets } = await listDatasets(home);
  const exact =
    datasets.find((dataset) => dataset.id === wanted) ?? datasets.find(({ name }) => name === wanted);
  const begins = datasets.filter((dataset) => dataset.id.startsWith(wanted));
  const found = exact ?? (begins.length === 1 ? begins[0] : undefined);
  if (found) return found;
  throw new ToolRefusal({
    error: `There is no dataset ${wanted}.`,
    instead: datasets.length === 0 ? 'Import traces first.' : 'Give the id of one of "datasets".',
    datasets: listOf(datasets),
  });
}

/** What can be named, newest first. */
function listOf(datasets: readonly Dataset[]) {
  return datasets.slice(0, named).map(({ id, name, importedAt }) => ({ id, name, imported_at: importedAt }));
}

/**
 * The last dataset of the same name that was imported before this one and holds traces. Any other may be of another task, and what differs
 * from it tells nothing: throws ToolRefusal with those that can be named.
 */
export async function previousDataset(
  home: string,
  { id, name, importedAt }: Pick<Dataset, 'id' | 'name' | 'importedAt'>,
): Promise<Dataset> {
  const { datasets } = await listDatasets(home);
  const holding = datasets.filter((dataset) => dataset.traces > 0 && dataset.id !== id);
  const found = holding.find((dataset) => dataset.name === name && dataset.importedAt < importedAt);
  if (found) return found;
  throw new ToolRefusal({
    error: `No dataset named ${name} that holds traces was imported before this one.`,
    instead:
      holding.length === 0
        ? 'Import the traces of another run, or give two filters as a and b.'
        : 'Give the id of one of "datasets" as a.dataset_id, or two filters as a and b.',
    datasets: listOf(holding),
  });
}
