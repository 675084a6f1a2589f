import type { Dataset } from '../../lib/contracts/dataset';
import { chooseDataset } from '../engine/choose-dataset';
import { ToolRefusal } from '../engine/tool';
import { listDatasets } from '../store/datasets';

/** The dataset of this id or name, or else the newest. Throws ToolRefusal where there is none. */
export async function newestDataset(home: string, wanted: string | undefined): Promise<Dataset> {
  if (wanted !== undefined) return chooseDataset(home, wanted);
  const [newest] = (await listDatasets(home)).datasets;
  if (newest) return newest;
  throw new ToolRefusal({
    error: 'There is no dataset yet.',
    instead: 'Import traces in the dashboard, or start "halo-loop mcp" with a trace file.',
  });
}
