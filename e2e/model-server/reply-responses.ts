import type { ServerResponse } from 'node:http';
import { argumentsOf, callIdOf, pieces, textPieces } from './pieces';
import type { ReplyTurn, ScriptedCall } from './script';

/** Streams a reply as events of the Responses API: reasoning where the turn has some, text, calls in pieces, the whole at the end. */
export async function streamResponses(options: {
  response: ServerResponse;
  turn: ReplyTurn;
  model: string;
  /** Resolves when a held turn may go on. */
  released: () => Promise<void>;
}): Promise<void> {
  const { response, turn, model } = options;
  let sequence = 0;
  const send = (type: string, fields: object) => {
    const event = { type, sequence_number: sequence++, ...fields };
    response.write(`event: ${type}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const whole = {
    id: 'resp_script',
    object: 'response',
    created_at: 0,
    model,
    output: [],
    status: 'in_progress',
  };
  send('response.created', { response: whole });
  send('response.in_progress', { response: whole });
  const output: object[] = [];
  const done = (item: object) => {
    send('response.output_item.done', { output_index: output.length, item });
    output.push(item);
  };
  if (turn.reasoning !== undefined) {
    done({ id: 'rs_1', type: 'reasoning', summary: [], encrypted_content: turn.reasoning });
  }
  const place = { item_id: 'msg_1', output_index: output.length, content_index: 0 };
  const texts = textPieces(turn.say);
  const beforeHold = turn.holdAfter ?? texts.length;
  const delta = (text: string) => send('response.output_text.delta', { ...place, delta: text, logprobs: [] });
  delta('');
  for (const text of texts.slice(0, beforeHold)) delta(text);
  if (turn.hold) await options.released();
  for (const text of texts.slice(beforeHold)) delta(text);
  if (turn.refusal !== undefined) send('response.refusal.delta', { ...place, delta: turn.refusal });
  if (turn.endsEarly) {
    response.end();
    return;
  }
  if (texts.length > 0) done(messageItem(texts.join('')));
  for (const item of callItems(turn.calls ?? [], send, output.length)) done(item);
  const { prompt_tokens = 100, completion_tokens = 10 } = turn.usage ?? {};
  const usage = {
    input_tokens: prompt_tokens,
    input_tokens_details: { cached_tokens: turn.usage?.cached_tokens ?? 0 },
    output_tokens: completion_tokens,
    output_tokens_details: { reasoning_tokens: turn.usage?.reasoning_tokens ?? 0 },
    total_tokens: prompt_tokens + completion_tokens,
  };
  const { type, fields } = ending(turn);
  send(type, { response: { ...whole, output, usage, ...fields } });
  response.end();
}

function ending(turn: ReplyTurn): { type: string; fields: object } {
  if (turn.failure !== undefined) {
    return { type: 'response.failed', fields: { status: 'failed', error: turn.failure } };
  }
  const reasons: Record<string, string> = { length: 'max_output_tokens', content_filter: 'content_filter' };
  const reason = reasons[turn.finish ?? ''];
  if (reason !== undefined) {
    return { type: 'response.incomplete', fields: { status: 'incomplete', incomplete_details: { reason } } };
  }
  return { type: 'response.completed', fields: { status: 'completed' } };
}

function messageItem(text: string): object {
  const content = [{ type: 'output_text', text, annotations: [] }];
  return { id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content };
}

/** The arguments of all calls in pieces, in turn; then each call whole. */
function callItems(
  calls: ScriptedCall[],
  send: (type: string, fields: object) => void,
  firstIndex: number,
): object[] {
  const items = calls.map((call, index) => ({
    id: `fc_${index}`,
    type: 'function_call',
    status: 'completed',
    call_id: callIdOf(call),
    name: call.name,
    arguments: argumentsOf(call),
  }));
  for (const [index, item] of items.entries()) {
    const place = { output_index: firstIndex + index };
    send('response.output_item.added', { ...place, item: { ...item, arguments: '', status: 'in_progress' } });
  }
  const rests = items.map((item) => pieces(item.arguments));
  for (let round = 0; rests.some((rest) => round < rest.length); round += 1) {
    for (const [index, rest] of rests.entries()) {
      const delta = rest[round];
      const place = { item_id: `fc_${index}`, output_index: firstIndex + index };
      if (delta !== undefined) send('response.function_call_arguments.delta', { ...place, delta });
    }
  }
  return items;
}
