import { expect } from 'vitest';
import { type ModelServer, startModelServer } from '../../e2e/model-server/model-server';
import type { Script } from '../../e2e/model-server/script';
import { type DiagnosisEvent, diagnosisEventSchema } from '../../lib/contracts/diagnosis-event';
import { type RunOptions, runOptionsSchema } from '../../lib/contracts/run-options';
import type { Fixture } from '../store/fixture-database';
import type { Models } from './agent';
import { type DiagnoseOptions, diagnose } from './diagnose';
import { dataset, home, openEngineFixture, root, testClock } from './engine-fixture';
import { openAiChat } from './providers/openai-chat';

export interface RunChange extends Partial<Omit<DiagnoseOptions, 'options' | 'models'>>, Partial<RunOptions> {
  /** Tokens of the model's window. */
  contextTokens?: number;
  models?: (run: Models['run']) => Partial<Models>;
}

/** For tests: runs of the engine over the fixture, with a scripted model. */
export interface RunFixture {
  /** The model of the last run. */
  server(): ModelServer;
  start(
    script: Script,
    change?: RunChange,
  ): Promise<{ events: AsyncGenerator<DiagnosisEvent>; clock: ReturnType<typeof testClock> }>;
  /** A run to its end; what holds for every run is checked. */
  run(script: Script, change?: RunChange): Promise<DiagnosisEvent[]>;
  close(): Promise<void>;
}

export async function openRunFixture(): Promise<RunFixture> {
  const fixture: Fixture = await openEngineFixture();
  let model: ModelServer | undefined;

  const server = () => {
    if (model === undefined) throw new Error('No run was started.');
    return model;
  };
  const start: RunFixture['start'] = async (script, change = {}) => {
    await model?.close();
    model = await startModelServer({ script });
    const clock = testClock();
    const { contextTokens = null, models = () => ({}), ...others } = change;
    const options = runOptionsSchema.parse({
      provider: 'openai',
      model: 'scripted',
      maxTurns: 5,
      temperature: null,
      maxOutputTokens: null,
      ...others,
    });
    const { temperature, maxOutputTokens } = options;
    const chat = openAiChat({
      baseUrl: model.baseUrl,
      apiKey: 'sk-test',
      model: options.model,
      temperature,
      maxOutputTokens,
    });
    const provider = { ...chat, contextTokens };
    const events = diagnose({
      diagnosisId: 'd-1',
      question: 'What fails?',
      filters: {},
      dataset,
      database: fixture.database,
      home,
      root,
      signal: new AbortController().signal,
      clock,
      ...others,
      models: { run: provider, synthesis: provider, compaction: provider, ...models(provider) },
      options,
    });
    return { events, clock };
  };

  return {
    server,
    start,
    async run(script, change) {
      const { events } = await start(script, change);
      const all: DiagnosisEvent[] = [];
      for await (const event of events) all.push(diagnosisEventSchema.parse(event));
      const first = change?.resumption?.nextSeq ?? 0;
      expect(all.map((event) => event.seq)).toEqual(all.map((_, index) => first + index));
      expect(all[0]?.type).toBe(change?.resumption ? 'run-resumed' : 'run-started');
      expect(all.filter((event) => event.type === 'run-ended')).toHaveLength(1);
      expect(all.at(-1)?.type).toBe('run-ended');
      return all;
    },
    async close() {
      await model?.close();
      await fixture.remove();
    },
  };
}

type Of<Type> = Extract<DiagnosisEvent, { type: Type }>;

export function only<Type extends DiagnosisEvent['type']>(
  events: readonly DiagnosisEvent[],
  type: Type,
): Of<Type>[] {
  return events.filter((event): event is Of<Type> => event.type === type);
}

export function endOf(events: readonly DiagnosisEvent[]) {
  return only(events, 'run-ended')[0]?.end;
}

/** What the root said. */
export function textOf(events: readonly DiagnosisEvent[]): string {
  return only(events, 'text-delta')
    .filter((event) => event.depth === 0)
    .map((event) => event.text)
    .join('');
}
