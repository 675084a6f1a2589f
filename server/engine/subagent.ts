import { errorMessage } from '../../lib/error-message';
import type { Agent, SharedRun } from './agent';
import { findItem } from './conversation';
import { createLane } from './lane';
import { questionPrompt, subagentQuestion, systemPrompt } from './prompt';
import { ProviderError } from './providers/provider';
import { takeTurns } from './take-turns';
import { noWatch } from './text-watch';
import { type RunningCall, ToolRefusal } from './tool';
import type { AgentAccess, SubagentAnswer, ToolContext } from './tool-context';

type Parent = Pick<Agent, 'name' | 'context' | 'conversation'>;

/** An agent's own tools: the same context, with what it may ask of itself and of agents below it. */
export function withAgent(shared: SharedRun, agent: Omit<Agent, 'turnsTaken'>): ToolContext {
  const access: AgentAccess = {
    models: shared.models,
    clock: shared.clock,
    findItem: (itemId) => findItem(agent.conversation, itemId),
    askSubagent: ({ input, call }) => askSubagent({ shared, parent: agent, input, call }),
  };
  return { ...agent.context, agent: access };
}

/**
 * Lets a child agent with a context of its own answer. Its events are told as they come, named as its own; its failure is a refusal
 * for the agent above. Throws the signal's reason when that is aborted.
 */
async function askSubagent(options: {
  shared: SharedRun;
  parent: Parent;
  input: string;
  call: Omit<RunningCall, 'context'>;
}): Promise<SubagentAnswer> {
  const { shared, parent, call } = options;
  const depth = parent.name.depth + 1;
  if (depth > shared.options.maxDepth) throw tooDeep(shared.options.maxDepth);
  const leave = await laneOf(shared, depth).enter(call.signal);
  try {
    return await work(options, depth);
  } finally {
    leave();
  }
}

async function work(
  { shared, parent, input, call }: Parameters<typeof askSubagent>[0],
  depth: number,
): Promise<SubagentAnswer> {
  const { context } = parent;
  const of = { agentId: `agent-${call.callId}`, depth, parentCallId: call.callId };
  const question = questionPrompt({
    question: subagentQuestion(input),
    datasetName: context.dataset.name,
    filters: context.filters,
    datasetNote: shared.options.datasetNote,
  });
  const opening = [
    { role: 'system', text: systemPrompt },
    { role: 'user', text: question },
  ] as const;
  const named = { name: of, conversation: { opening: [...opening], turns: [] }, context };
  const agent: Agent = { ...named, turnsTaken: 0, context: withAgent(shared, named) };
  const within = { ...shared, signal: call.signal };
  let turns = 0;
  try {
    const events = takeTurns({ shared: within, agent, watch: noWatch });
    for (;;) {
      const step = await events.next();
      if (step.done) {
        if (step.value.how === 'silent') throw saidNothing(turns);
        const outcome = step.value.how === 'answered' ? 'answered' : 'out-of-turns';
        return { answer: step.value.text, outcome, turns };
      }
      if (step.value.type === 'turn-started' && step.value.of === undefined) turns = step.value.turn;
      call.emit({ of, ...step.value });
    }
  } catch (error) {
    call.signal.throwIfAborted();
    if (!(error instanceof ProviderError)) throw error;
    throw failed(errorMessage(error), turns);
  }
}

function laneOf({ lanes, options }: SharedRun, depth: number) {
  const lane = lanes.get(depth) ?? createLane(options.maxParallel);
  lanes.set(depth, lane);
  return lane;
}

function tooDeep(maxDepth: number): ToolRefusal {
  return new ToolRefusal({
    error: `Subagents may be nested ${maxDepth} deep, and you are at that depth.`,
    instead: 'Do the work with the other tools yourself.',
  });
}

function saidNothing(turns: number): ToolRefusal {
  return new ToolRefusal({
    error: `The subagent said nothing in its ${turns} turns.`,
    instead: 'Ask it something narrower, or use the other tools yourself.',
  });
}

function failed(reason: string, turns: number): ToolRefusal {
  return new ToolRefusal({
    error: `The subagent failed in turn ${turns}: ${reason}`,
    instead: 'Go on without it, with the other tools.',
  });
}
