import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Dialect, readRequest } from './receive';
import { streamReply } from './reply';
import { streamResponses } from './reply-responses';
import { type ReceivedRequest, type RefusalTurn, type Script, type ScriptTurn, turnOf } from './script';

export interface ModelServer {
  /** What OPENAI_BASE_URL is set to. */
  baseUrl: string;
  /** Every call of the model so far, oldest first. */
  requests: ReceivedRequest[];
  /** Calls whose client left before the end. */
  aborted: number;
  /** Starts another script from its first turn. */
  play(script: Script): void;
  /** Lets a held turn go on; one that comes later does not wait. */
  release(): void;
  close(): Promise<void>;
}

/** An OpenAI-compatible endpoint on 127.0.0.1 that says what a script tells it to, in both interfaces. `GET /v1/models` answers too. */
export async function startModelServer(options: { script: Script; port?: number }): Promise<ModelServer> {
  let script = options.script;
  let index = 0;
  let release = () => {};
  let held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const state: Pick<ModelServer, 'requests' | 'aborted'> = { requests: [], aborted: 0 };

  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) state.aborted += 1;
    });
    if (request.url?.endsWith('/models')) return answer(response, { status: 200, body: { data: [] } });
    const api = dialectOf(request.url ?? '');
    if (api === null) return fail(response, { status: 404, message: 'No such path.' });
    const received = await receive(request, api);
    if (received === null) return fail(response, { status: 400, message: `No request of the ${api} API.` });
    state.requests.push(received);
    const turn = turnOf({ script, request: received, index });
    index += 1;
    await act({ turn, response, api, model: received.model, held });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    get requests() {
      return state.requests;
    },
    get aborted() {
      return state.aborted;
    },
    play(next) {
      script = next;
      index = 0;
      state.requests = [];
      state.aborted = 0;
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function act(options: {
  turn: ScriptTurn;
  response: ServerResponse;
  api: Dialect;
  model: string;
  held: Promise<void>;
}): Promise<void> {
  const { turn, response, api, model, held } = options;
  switch (turn.type) {
    case 'status':
      return fail(response, turn);
    case 'bytes':
      response.writeHead(200, { 'content-type': turn.contentType ?? 'text/event-stream' });
      response.end(turn.bytes);
      return;
    case 'drop':
      response.destroy();
      return;
    case 'reply': {
      const left = new Promise<void>((resolve) => response.on('close', () => resolve()));
      const stream = api === 'chat' ? streamReply : streamResponses;
      return stream({ response, turn, model, released: () => Promise.race([held, left]) });
    }
    default:
      return turn satisfies never;
  }
}

function dialectOf(url: string): Dialect | null {
  if (url.endsWith('/chat/completions')) return 'chat';
  return url.endsWith('/responses') ? 'responses' : null;
}

async function receive(request: IncomingMessage, api: Dialect): Promise<ReceivedRequest | null> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  const body: unknown = JSON.parse(text);
  const parsed = readRequest(api, body);
  const { headers } = request;
  return parsed === null
    ? null
    : { api, ...parsed, authorization: headers.authorization ?? null, headers, body };
}

function fail(response: ServerResponse, turn: Omit<RefusalTurn, 'type'>): void {
  const { status, message, headers, code } = turn;
  const error = { message, type: 'scripted_error', param: null, code: code ?? null };
  answer(response, { status, body: { error }, headers });
}

function answer(
  response: ServerResponse,
  { status, body, headers }: { status: number; body: object; headers?: Record<string, string> | undefined },
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
