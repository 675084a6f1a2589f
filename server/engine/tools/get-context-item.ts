import { z } from 'zod';
import type { TurnItem } from '../conversation';
import { cutText, jsonBytes } from '../limits';
import { needAgent } from '../need-agent';
import { defineTool, ToolRefusal } from '../tool';

export const getContextItemTool = defineTool({
  name: 'get_context_item',
  description:
    'Brings back the whole of a turn that was summarised to save room, by the item id that its summary names ("turn-3"), or one of its calls ("turn-3.2", the second). Call it only where the summary does not say enough: the whole takes the room again that was saved, one call of it is cheaper.',
  args: { item_id: z.string().min(1).describe('as the summary names it') },
  async answer({ item_id }, { context }) {
    const [, itemId = item_id, number] = /^(.*?)(?:\.(\d+))?$/.exec(item_id) ?? [];
    const item = needAgent(context).findItem(itemId);
    if (item === undefined) throw unknownItem(item_id);
    if (item.summary === null) throw stillThere(itemId);
    const budget = context.limits.answerBytes - 1000;
    if (number !== undefined) return { result: oneCall({ item, nth: Number(number), budget }) };
    const whole = { item_id: itemId, said: item.asked.text, calls: callsOf(item) };
    return { result: jsonBytes(whole) <= budget ? whole : contents(item) };
  },
});

function callsOf({ asked, answered }: TurnItem) {
  return asked.toolCalls.map((call, index) => ({
    name: call.name,
    arguments: call.arguments,
    result: parse(answered[index]?.text ?? '{}'),
  }));
}

function oneCall({ item, nth, budget }: { item: TurnItem; nth: number; budget: number }) {
  const call = callsOf(item)[nth - 1];
  if (call === undefined) throw unknownItem(`${item.itemId}.${nth}`);
  const whole = { item_id: `${item.itemId}.${nth}`, ...call };
  if (jsonBytes(whole) <= budget) return whole;
  // Escaped once more, as text it takes more room than as JSON.
  const text = item.answered[nth - 1]?.text ?? '';
  return { item_id: whole.item_id, name: call.name, result: cutText(text, Math.floor(budget / 3)) };
}

function contents(item: TurnItem) {
  return {
    item_id: item.itemId,
    said: cutText(item.asked.text, 4000),
    cut: 'The whole turn is more than an answer may have.',
    next: `Ask for one call: ${item.itemId}.1 and so on.`,
    calls: item.asked.toolCalls.map((call, index) => ({
      item_id: `${item.itemId}.${index + 1}`,
      name: call.name,
      arguments: cutText(call.arguments, 400),
      bytes: Buffer.byteLength(item.answered[index]?.text ?? ''),
    })),
  };
}

function parse(text: string): unknown {
  const result: unknown = JSON.parse(text);
  return result;
}

function unknownItem(itemId: string): ToolRefusal {
  return new ToolRefusal({
    error: `There is no item ${itemId} in this conversation.`,
    instead: 'Take the id out of a summary, to the letter.',
  });
}

function stillThere(itemId: string): ToolRefusal {
  return new ToolRefusal({
    error: `${itemId} was not summarised: it stands in the conversation, whole.`,
    instead: 'Read it there.',
  });
}
