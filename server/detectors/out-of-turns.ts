import { failed, spanDetector } from './span-detector';

/** How frameworks say that an agent was stopped at its limit of turns, steps or iterations. */
const saysSo = [
  'MaxTurnsExceeded|GraphRecursionError|recursion limit',
  String.raw`\b(?:max(?:imum)?|too many)[ _]?(?:number of )?(?:agent |tool )?(?:turns|iterations|steps|round.?trips)\b`,
  String.raw`\b(?:turn|iteration|step) (?:limit|budget) (?:was |is |of \d+ )?(?:reached|exceeded|exhausted|hit)`,
  String.raw`\b(?:ran|run|is|was) out of (?:turns|steps|iterations)\b`,
].join('|');

/** Agents that are stopped at their limit of turns, told by what the failure says. */
export const outOfTurns = spanDetector({
  kind: 'ran-out-of-turns',
  where: `${failed} AND regexp_matches(failure_text, '${saysSo}', 'i')`,
  label: "key || ' is stopped at its limit of turns'",
});
