import { DatasetList } from '../components/datasets/dataset-list';
import { Welcome } from '../components/datasets/welcome';
import { Screen } from '../components/shell/screen';
import { readConfig } from '../server/config';
import { listDatasets } from '../server/store/datasets';

/** All datasets; where there is none yet, how to get one. */
export default async function Page() {
  const { datasets, broken } = await listDatasets(readConfig().home);
  return (
    <Screen>
      {datasets.length + broken.length === 0 ? (
        <Welcome />
      ) : (
        <DatasetList datasets={datasets} broken={broken} nowMs={Date.now()} />
      )}
    </Screen>
  );
}
