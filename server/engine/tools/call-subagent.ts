import { z } from 'zod';
import { roomBeside, textWithin } from '../limits';
import { needAgent } from '../need-agent';
import { defineTool } from '../tool';

export const callSubagentTool = defineTool({
  name: 'call_subagent',
  description:
    'Lets another agent with a context of its own answer one question about the data, with the same tools; you get its answer alone. For work that splits: long traces to read, one failure each, several at once in one turn. The dearest tool, as it takes turns of its own: what one call of another tool tells is cheaper there. It has heard nothing of this conversation: write all it must know (ids, error strings, what you want back).',
  args: { input: z.string().trim().min(1).max(20_000).describe('the question, complete in itself') },
  asksModel: true,
  async answer({ input }, { context, ...call }) {
    const { answer, outcome, turns } = await needAgent(context).askSubagent({ input, call });
    const note =
      outcome === 'answered' ? {} : { note: 'It ran out of turns: this is what it had gathered until then.' };
    const frame = { turns, ...note };
    const room = roomBeside(frame, context.limits.answerBytes);
    return { result: { answer: textWithin(answer, room), ...frame } };
  },
});
