import type { RunEvent } from './run-event';

/** Looks at what an agent says while it says it. */
export interface TextWatch {
  /** The text of the model call that streams now, from its beginning. */
  grow(text: string): AsyncGenerator<RunEvent>;
  /** The same text, complete. */
  finish(text: string): AsyncGenerator<RunEvent>;
}

async function* nothing(): AsyncGenerator<RunEvent> {}

/** For agents that nobody but another agent listens to. */
export const noWatch: TextWatch = { grow: nothing, finish: nothing };
