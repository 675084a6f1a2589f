import type { Metadata } from 'next';
import { ConnectionCheck } from '../../components/settings/connection-check';
import { SettingRows } from '../../components/settings/setting-rows';
import { Screen } from '../../components/shell/screen';
import { Badge } from '../../components/ui/badge';
import { formatBytes, formatCount, formatNumberOf } from '../../lib/format';
import { defaultBaseUrl, readConfig } from '../../server/config';
import {
  findModel,
  type KnownModel,
  pricesAsOf,
  readPrices,
} from '../../server/engine/providers/model-table';
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
  const { problem } = readPrices(config.home);
  const isOpenAi = config.baseUrl === defaultBaseUrl;
  const found = findModel({ model: config.model, home: config.home, isOpenAi });
  const known = { ...found, contextTokens: config.contextTokens ?? found.contextTokens };
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
        <Mistakes mistakes={[...settings.mistakes, ...(problem === null ? [] : [problem])]} />
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
              note: `${sources.baseUrl}. Any OpenAI-compatible endpoint: Ollama, vLLM, LM Studio, OpenRouter.`,
            },
            {
              name: 'API',
              value: settings.api === 'responses' ? 'Responses' : 'Chat Completions',
              note: `${sources.api} (responses, chat)`,
            },
            {
              name: 'Effort',
              value: settings.reasoningEffort ?? "the model's own",
              note: `${sources.effort}; the chat can choose for each question`,
            },
            { name: 'Price', value: priceText(known), note: priceNote(known, config.home) },
            {
              name: 'Window',
              value: known.contextTokens ? `${formatCount(known.contextTokens)} tokens` : 'not known',
              note: 'HALO_CONTEXT_TOKENS says it; where it is not known, 128,000 tokens are assumed before turns are summarised',
            },
            {
              name: 'Headers',
              value: settings.headerNames.length > 0 ? settings.headerNames.join(', ') : 'none',
              note: `${sources.headers}, "Name: value" with semicolons between. Values are shown nowhere.`,
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

/** What is set to something that cannot be used. */
function Mistakes({ mistakes }: { mistakes: string[] }) {
  if (mistakes.length === 0) return null;
  return (
    <div role="alert" className="mb-6 rounded-control bg-error-tint px-3 py-2 text-error">
      <p className="font-semibold">Some settings cannot be used; their defaults hold.</p>
      <ul>
        {mistakes.map((mistake) => (
          <li key={mistake} className="break-words">
            {mistake}
          </li>
        ))}
      </ul>
    </div>
  );
}

function priceText({ input, output, cachedInput }: KnownModel): string {
  if (input === undefined || output === undefined) return 'not known';
  const cached = cachedInput === undefined ? '' : `, $ ${cachedInput} cached`;
  return `$ ${input} in${cached}, $ ${output} out for a million tokens`;
}

function priceNote({ input }: KnownModel, home: string): string {
  const own = `${home}/prices.json sets it: {"model": {"input": 1, "cachedInput": 0.1, "output": 4}}`;
  return input === undefined ? `costs are left out; ${own}` : `as of ${pricesAsOf}, check it; ${own}`;
}
