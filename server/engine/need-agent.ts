import { ToolRefusal } from './tool';
import type { AgentAccess, ToolContext } from './tool-context';

/** The agent that calls. Throws ToolRefusal where a tool is called outside of a run. */
export function needAgent({ agent }: Pick<ToolContext, 'agent'>): AgentAccess {
  if (agent !== null) return agent;
  throw new ToolRefusal({
    error: 'This tool works within a run of the engine alone.',
    instead: 'Ask a question, or use the other tools.',
  });
}
