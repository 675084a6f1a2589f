import type { RunPlan, ToolCall, Turn } from './run-plan';
import type { Scene } from './scene';
import { toolCalls } from './tool-calls';
import { callTurn } from './workflows';
import { createOrder } from './world';

/** The same tracking number again and again, four to seven times in all. */
export function repeatedCalls(plan: RunPlan, scene: Scene): RunPlan {
  const rest = plan.turns.filter((turn) => !isPoll(turn));
  const call: ToolCall = { ...toolCalls.getShipment(scene), plants: ['repeated-calls'] };
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
export function contextGrowth(plan: RunPlan, scene: Scene): RunPlan {
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
export function giantPayload(plan: RunPlan, scene: Scene): RunPlan {
  const csv = historyRows(scene, scene.random.int(...scene.sizes.giant));
  const call: ToolCall = {
    ...toolCalls.exportHistory(scene),
    args: { customer_id: scene.customer.id, months: 240 },
    result: JSON.stringify({ customer_id: scene.customer.id, csv }),
    plants: ['giant-payload'],
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
