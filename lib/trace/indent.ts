import type { SpanTree } from './span-tree';

/** All in px. */
export interface Indentation {
  /** What a level is moved in. */
  step: number;
  /** Levels below the deepest that there is room for stand under each other. */
  most: number;
}

export interface Indent {
  width: number;
  /** There was no room for all of its depth: the place does not tell the level any more. */
  capped: boolean;
}

const usualStep = 16;
/** Smaller steps are hard to see. */
const leastStep = 6;
/** Holds the number of a level. */
const leastRoom = 30;

/**
 * How the rows of a tree are moved in where the list is this wide. Deep trees take smaller steps; where those do not fit
 * either, numbers tell the levels, and names and badges have the room.
 */
export function indentation({ depth }: Pick<SpanTree, 'depth'>, listWidth: number): Indentation {
  // What the columns beside leave, less what a name and a badge take.
  const room = Math.min(160, Math.max(leastRoom, Math.round(listWidth * 0.36) - 150));
  if (depth * leastStep > room) return { step: leastStep, most: leastRoom };
  const step = Math.min(usualStep, Math.floor(room / Math.max(1, depth)));
  return { step, most: depth * step };
}

export function indentOf(depth: number, { step, most }: Indentation): Indent {
  const asked = depth * step;
  return { width: Math.min(asked, most), capped: asked > most };
}
