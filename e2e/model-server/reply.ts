import type { ServerResponse } from 'node:http';
import { argumentsOf, callIdOf, pieces, textPieces } from './pieces';
import type { ReplyTurn, ScriptedCall } from './script';

/** Streams a reply as Chat Completions events: an empty delta first, pieces, a finish reason, usage, `[DONE]`. */
export async function streamReply(options: {
  response: ServerResponse;
  turn: ReplyTurn;
  model: string;
  /** Resolves when a held turn may go on. */
  released: () => Promise<void>;
}): Promise<void> {
  const { response, turn, model } = options;
  const send = (choice: object | null, usage: object | null = null) => {
    const chunk = { id: 'chatcmpl-script', object: 'chat.completion.chunk', created: 0, model };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [choice] : [], usage })}\n\n`);
  };
  const delta = (part: object) => send({ index: 0, delta: part, finish_reason: null });
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  delta({ role: 'assistant', content: '' });
  const texts = textPieces(turn.say);
  const beforeHold = turn.holdAfter ?? texts.length;
  for (const text of texts.slice(0, beforeHold)) delta({ content: text });
  if (turn.hold) await options.released();
  for (const text of texts.slice(beforeHold)) delta({ content: text });
  if (turn.refusal !== undefined) delta({ refusal: turn.refusal });
  for (const piece of callPieces(turn.calls ?? [])) delta({ tool_calls: [piece] });
  if (turn.endsEarly) {
    response.end();
    return;
  }
  const finish = turn.finish ?? ((turn.calls?.length ?? 0) > 0 ? 'tool_calls' : 'stop');
  send({ index: 0, delta: {}, finish_reason: finish });
  send(null, usageOf(turn));
  response.end('data: [DONE]\n\n');
}

/** First each call's id and name, then the arguments of all of them in turn, a piece of each. */
function* callPieces(calls: ScriptedCall[]): Generator<object> {
  const rests = calls.map((call) => pieces(argumentsOf(call)));
  for (const [index, call] of calls.entries()) {
    yield { index, id: callIdOf(call), type: 'function', function: { name: call.name, arguments: '' } };
  }
  for (let round = 0; rests.some((rest) => round < rest.length); round += 1) {
    for (const [index, rest] of rests.entries()) {
      const piece = rest[round];
      if (piece !== undefined) yield { index, function: { arguments: piece } };
    }
  }
}

function usageOf({ usage = {} }: ReplyTurn): object {
  const { prompt_tokens = 100, completion_tokens = 10, cached_tokens, reasoning_tokens } = usage;
  return {
    prompt_tokens,
    completion_tokens,
    ...(cached_tokens === undefined ? {} : { prompt_tokens_details: { cached_tokens } }),
    ...(reasoning_tokens === undefined ? {} : { completion_tokens_details: { reasoning_tokens } }),
  };
}
