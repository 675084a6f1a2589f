import type { PlantKind, RunPlan, ToolCall, Turn } from './run-plan';
import { advice, note, type Scene } from './scene';
import { toolCalls } from './tool-calls';
import { answerTurn, callTurn } from './workflows';
import { createOrder, orderId } from './world';

/** Makes one thing go wrong in a healthy run, and marks the calls and turns that show it. */
export function plant(plan: RunPlan, kind: PlantKind, scene: Scene): RunPlan {
  switch (kind) {
    case 'order-not-found':
      return orderNotFound(plan, scene);
    case 'refund-declined':
      return refundDeclined(plan, scene);
    case 'rate-limited':
      return rateLimited(plan, scene);
    case 'silent-error-object':
      return withResult(plan, { tool: 'search_kb', kind, result: indexUnavailable(scene) });
    case 'silent-missing-file':
      return withResult(plan, { tool: 'read_policy', kind, result: missingFile(scene) });
    case 'silent-http-status':
      return withResult(plan, { tool: 'get_shipment', kind, result: serviceUnavailable });
    case 'refusal':
      return withAnswer(plan, { ...answerTurn(scene.random.pick(refusals)), plant: kind });
    case 'cut-off':
      return withAnswer(plan, { ...answerTurn(cutOff(scene)), finish: 'length', plant: kind });
    case 'handled-exception':
      return handledException(plan);
    case 'repeated-calls':
      return repeatedCalls(plan, scene);
    case 'context-growth':
      return contextGrowth(plan, scene);
    case 'giant-payload':
      return giantPayload(plan, scene);
    case 'unfinished-span':
      return { ...plan, unfinished: true };
    case 'orphan-span':
      return { ...plan, orphan: true };
    default:
      return kind satisfies never;
  }
}

/** The model guesses an id before it looks up the right one, sometimes twice; some runs end there. */
function orderNotFound(plan: RunPlan, scene: Scene): RunPlan {
  const at = plan.turns.findIndex((turn) => turn.calls.some((call) => call.tool === 'lookup_order'));
  const guesses = scene.random.chance(0.15) ? 2 : 1;
  const failed = Array.from({ length: guesses }, () => callTurn(guessedLookup(scene)));
  const before = plan.turns.slice(0, at);
  if (plan.workflow === 'refund' || scene.random.chance(0.55)) {
    return { ...plan, turns: [...before, ...failed, ...plan.turns.slice(at)] };
  }
  const fatal = failed.at(-1)?.calls[0]?.error;
  return { ...plan, turns: [...before, ...failed], ...(fatal === undefined ? {} : { fatal }) };
}

function guessedLookup(scene: Scene): ToolCall {
  const id = orderId(scene.random);
  const error = `OrderNotFound: ${id} does not exist`;
  return {
    tool: 'lookup_order',
    args: { order_id: id },
    result: `An error occurred while running the tool. Please try again. Error: ${error}`,
    ms: scene.random.int(30, 120),
    error,
    plant: 'order-not-found',
  };
}

function refundDeclined(plan: RunPlan, scene: Scene): RunPlan {
  const error = `PaymentGatewayError: refund of ${scene.order.amount} was declined by the acquirer (reason ${scene.random.int(50, 65)})`;
  const turns = mapCalls(plan.turns, 'create_refund', (call) => ({
    ...call,
    error,
    result: `An error occurred while running the tool. Please try again. Error: ${error}`,
    plant: 'refund-declined',
  }));
  if (!scene.random.chance(0.3)) {
    return withAnswer(
      { ...plan, turns },
      answerTurn(`The bank has to release this one first. ${advice(scene)}`),
    );
  }
  const at = turns.findIndex((turn) => turn.calls.some((call) => call.plant === 'refund-declined'));
  return { ...plan, turns: turns.slice(0, at + 1), fatal: error };
}

/** A model call is refused for its rate, once or twice; most runs wait and go on. */
function rateLimited(plan: RunPlan, scene: Scene): RunPlan {
  const at = scene.random.int(0, plan.turns.length - 1);
  const message = () =>
    `RateLimitError: 429 Too Many Requests, limit of ${scene.random.int(2, 9)}0000 tokens a minute reached, retry after ${scene.random.int(2, 30)}s`;
  const failedAttempts = Array.from({ length: scene.random.int(1, 2) }, message);
  const fatal = scene.random.chance(0.35) ? failedAttempts.at(-1) : undefined;
  const turns = plan.turns.map((turn, index): Turn => {
    if (index !== at) return turn;
    return { ...turn, failedAttempts, plant: 'rate-limited', ...(fatal ? { text: null, calls: [] } : {}) };
  });
  return fatal === undefined ? { ...plan, turns } : { ...plan, turns: turns.slice(0, at + 1), fatal };
}

/** The carrier's interface times out, the tool records the exception and answers from its cache. */
function handledException(plan: RunPlan): RunPlan {
  const turns = mapFirstCall(plan.turns, 'get_shipment', (call) => ({
    ...call,
    ms: 3012,
    exception: {
      type: 'TimeoutError',
      message: 'carrier did not answer within 3000 ms, the last known scan is used',
    },
    plant: 'handled-exception',
  }));
  return { ...plan, turns };
}

/** The same tracking number again and again, four to seven times in all. */
function repeatedCalls(plan: RunPlan, scene: Scene): RunPlan {
  const rest = plan.turns.filter((turn) => !isPoll(turn));
  const call: ToolCall = { ...toolCalls.getShipment(scene), plant: 'repeated-calls' };
  const polls = Array.from({ length: scene.random.int(4, 7) }, () => callTurn(call));
  const first = rest.map((turn) => ({
    ...turn,
    calls: turn.calls.filter(({ tool }) => tool !== 'get_shipment'),
  }));
  return { ...plan, turns: [...first.slice(0, -1), ...polls, ...first.slice(-1)] };
}

function isPoll(turn: Turn): boolean {
  return turn.calls.length === 1 && turn.calls[0]?.tool === 'get_shipment';
}

/** Export after export is pulled into the conversation, so that every model call reads more than the last. */
function contextGrowth(plan: RunPlan, scene: Scene): RunPlan {
  const exports = Array.from({ length: scene.random.int(14, 20) }, (_, index) => {
    const history = toolCalls.exportHistory(scene);
    const csv = historyRows(scene, scene.random.int(...scene.sizes.history));
    const args = { ...history.args, months: index + 1 };
    return callTurn({ ...history, args, result: JSON.stringify({ customer_id: scene.customer.id, csv }) });
  });
  // One agent all the way: a conversation that is handed over starts anew.
  const { handoverAt: _, ...rest } = plan;
  return {
    ...rest,
    messages: plan.messages === 'full' ? 'new' : plan.messages,
    plant: 'context-growth',
    turns: [...plan.turns.slice(0, -1), ...exports, ...plan.turns.slice(-1)],
  };
}

/** One export far larger than everything else. */
function giantPayload(plan: RunPlan, scene: Scene): RunPlan {
  const csv = historyRows(scene, scene.random.int(...scene.sizes.giant));
  const call: ToolCall = {
    ...toolCalls.exportHistory(scene),
    args: { customer_id: scene.customer.id, months: 240 },
    result: JSON.stringify({ customer_id: scene.customer.id, csv }),
    plant: 'giant-payload',
  };
  const turns = plan.turns.filter((turn) => !turn.calls.some(({ tool }) => tool === 'export_history'));
  return { ...plan, turns: [...turns.slice(0, -1), callTurn(call), ...turns.slice(-1)] };
}

function historyRows(scene: Scene, bytes: number): string {
  let csv = 'order,placed,item,amount,currency,tracking,remark\n';
  while (csv.length < bytes) {
    const order = createOrder(scene.random);
    const remark = scene.corpora.record.take(scene.random, 40);
    csv += `${order.id},${order.placed},"${order.item}",${order.amount},${order.currency},${order.tracking},"${remark}"\n`;
  }
  return csv;
}

function withResult(plan: RunPlan, change: { tool: string; kind: PlantKind; result: string }): RunPlan {
  const turns = mapFirstCall(plan.turns, change.tool, (call) => ({
    ...call,
    result: change.result,
    plant: change.kind,
  }));
  return { ...plan, turns };
}

function withAnswer(plan: RunPlan, answer: Turn): RunPlan {
  return { ...plan, turns: [...plan.turns.slice(0, -1), answer] };
}

function mapCalls(turns: Turn[], tool: string, change: (call: ToolCall) => ToolCall): Turn[] {
  return turns.map((turn) => ({
    ...turn,
    calls: turn.calls.map((call) => (call.tool === tool ? change(call) : call)),
  }));
}

function mapFirstCall(turns: Turn[], tool: string, change: (call: ToolCall) => ToolCall): Turn[] {
  let done = false;
  return mapCalls(turns, tool, (call) => {
    if (done) return call;
    done = true;
    return change(call);
  });
}

function indexUnavailable(scene: Scene): string {
  const shard = scene.random.int(1, 12);
  return JSON.stringify({
    error: { code: 'index_unavailable', message: `shard ${shard} of the index did not answer in time` },
  });
}

function missingFile(scene: Scene): string {
  const path = `/srv/support/policies/${scene.random.pick(['eu', 'us', 'ch'])}/returns-${scene.random.int(2019, 2025)}.md`;
  return `An error occurred while running the tool. Please try again. Error: [Errno 2] No such file or directory: '${path}'`;
}

const serviceUnavailable = JSON.stringify({
  status: 503,
  body: 'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
});

const refusals: readonly [string, ...string[]] = [
  "I'm sorry, but I can't assist with that request.",
  "I'm sorry, but I can't help with that.",
];

function cutOff(scene: Scene): string {
  const text = `Here is everything I found, step by step. ${note(scene)} ${advice(scene)}`;
  return text.slice(0, Math.floor(text.length * 0.8)).trimEnd();
}
