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
  const list = datasets.slice(0, named).map(({ id, name, importedAt }) => `${id} (${name}, ${importedAt})`);
  throw new ToolRefusal({
    error: `There is no dataset ${wanted}.`,
    instead:
      list.length === 0 ? 'Import traces first.' : `Take one of these ids, newest first: ${list.join(', ')}.`,
  });
}

/** The dataset with traces that was imported before this one: the last of the same name, or else the last; null where there is none. */
export async function previousDataset(
  home: string,
  id: string,
): Promise<{ dataset: Dataset; sameName: boolean } | null> {
  const { datasets } = await listDatasets(home);
  const current = datasets.find((dataset) => dataset.id === id);
  if (current === undefined) return null;
  const earlier = datasets.filter((dataset) => dataset.traces > 0 && dataset.importedAt < current.importedAt);
  const same = earlier.find((dataset) => dataset.name === current.name);
  const dataset = same ?? earlier[0];
  return dataset === undefined ? null : { dataset, sameName: same !== undefined };
}
