import { type ModelServer, startModelServer } from '../../../e2e/model-server/model-server';
import type { Script } from '../../../e2e/model-server/script';
import type { Endpoint } from './endpoint';
import { openAiChat } from './openai-chat';
import { openAiResponses } from './openai-responses';
import type { ModelEvent, ModelMessage, ToolOffer } from './provider';

/** For tests: the server that the last question went to. */
export let server: ModelServer | undefined;
export const closeServer = () => server?.close();

const makers = { chat: openAiChat, responses: openAiResponses } as const;
type Api = keyof typeof makers;

const offer: ToolOffer = {
  name: 'count_traces',
  description: 'Counts.',
  parameters: { type: 'object', properties: {} },
};
export const question: ModelMessage[] = [
  { role: 'system', text: 'Be brief.' },
  { role: 'user', text: 'How many?' },
];

interface Ask extends Partial<Endpoint> {
  messages?: ModelMessage[];
  tools?: ToolOffer[];
  signal?: AbortSignal;
  onText?: () => void;
}

/** Asks a scripted server by one of the two APIs; what is not said of the question is always the same. */
export async function listen(api: Api, script: Script, ask: Ask = {}): Promise<ModelEvent[]> {
  const {
    messages = question,
    tools = [offer],
    signal = new AbortController().signal,
    onText,
    ...change
  } = ask;
  server = await startModelServer({ script });
  const provider = makers[api]({
    baseUrl: server.baseUrl,
    apiKey: 'sk-test',
    model: 'scripted',
    temperature: null,
    maxOutputTokens: null,
    ...change,
  });
  const events: ModelEvent[] = [];
  for await (const event of provider.respond({ messages, tools, turn: { turn: 1, maxTurns: 1 }, signal })) {
    events.push(event);
    if (event.type === 'text') onText?.();
  }
  return events;
}

/** What `listen` throws. */
export const failure = (api: Api, script: Script, ask?: Ask) =>
  listen(api, script, ask).then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => error,
  );

/** The events of one type. */
export const of = <Type extends ModelEvent['type']>(events: ModelEvent[], type: Type) =>
  events.filter((event): event is Extract<ModelEvent, { type: Type }> => event.type === type);
export const textOf = (events: ModelEvent[]) =>
  of(events, 'text')
    .map((event) => event.text)
    .join('');
