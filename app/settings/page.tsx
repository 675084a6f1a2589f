import type { Metadata } from 'next';
import { ConnectionCheck } from '../../components/settings/connection-check';
import { SettingRows } from '../../components/settings/setting-rows';
import { Screen } from '../../components/shell/screen';
import { Badge } from '../../components/ui/badge';
import { formatBytes, formatCount, formatNumberOf } from '../../lib/format';
import { readConfig } from '../../server/config';
import { publicSettings } from '../../server/public-settings';
import { settingsSources } from '../../server/settings-sources';
import { listDatasets } from '../../server/store/datasets';
import { listDiagnoses } from '../../server/store/diagnoses';
import { homeSize } from '../../server/store/home-size';
import { readVersion } from '../../server/version';

export const metadata: Metadata = { title: 'Settings' };

/** What is configured, where each value comes from, and whether the model answers. The key itself never gets here. */
export default async function Page() {
  const config = readConfig();
  const settings = publicSettings(config);
  const sources = settingsSources();
  const [{ datasets }, diagnoses, bytes, version] = await Promise.all([
    listDatasets(config.home),
    listDiagnoses(config.home),
    homeSize(config.home),
    readVersion(config),
  ]);
  return (
    <Screen>
      <div className="mx-auto max-w-2xl px-6 py-8">
        <h1 className="text-title font-semibold">Settings</h1>
        <p className="mt-1 mb-6 text-secondary">
          They come from the environment that halo-loop was started in. Change them there and start it again.
        </p>
        <SettingRows
          title="Who answers"
          rows={[
            {
              name: 'By default',
              value: settings.provider === 'builtin' ? 'Built-in analyst' : settings.model,
              note: `${sources.provider}; HALO_PROVIDER (openai, builtin) decides, and the chat can choose for each question`,
            },
            {
              name: 'Built-in analyst',
              value: <Badge tone="ok">ready</Badge>,
              note: 'Rule-based: it runs the detectors. It needs no model, no key and no network.',
            },
          ]}
        />
        <SettingRows
          title="Model"
          rows={[
            { name: 'Model', value: <code className="machine">{settings.model}</code>, note: sources.model },
            {
              name: 'Base URL',
              value: <code className="machine">{settings.baseUrl}</code>,
              note: `${sources.baseUrl}. Any endpoint that speaks OpenAI's Chat Completions: Ollama, vLLM, LM Studio, OpenRouter.`,
            },
            {
              name: 'Key',
              value: settings.keySet ? <Badge tone="ok">set</Badge> : <Badge>not set</Badge>,
              note: `${sources.key}. It stays on the server and is shown nowhere.`,
            },
          ]}
        >
          <ConnectionCheck />
        </SettingRows>
        <SettingRows
          title="Kept on this machine"
          rows={[
            { name: 'Folder', value: <code className="machine">{config.home}</code>, note: sources.home },
            {
              name: 'Holds',
              value: `${formatNumberOf(datasets.length, 'dataset')}, ${formatCount(diagnoses.length)} ${diagnoses.length === 1 ? 'diagnosis' : 'diagnoses'}, ${formatBytes(bytes)}`,
            },
            { name: 'Version', value: `halo-loop ${version}, Node ${process.versions.node}` },
          ]}
        />
      </div>
    </Screen>
  );
}
