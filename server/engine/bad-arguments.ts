import { z } from 'zod';
import { filtersSchema } from '../../lib/contracts/filters';
import type { ToolError } from './tool';

/** What a tool answers whose arguments do not hold: what was wrong with which of them, and what may stand there. */
export function badArguments(options: {
  tool: string;
  /** What the arguments should have been. */
  schema: z.ZodType;
  error: z.ZodError;
}): ToolError {
  const { tool, schema, error } = options;
  const parameters = z.toJSONSchema(schema, { io: 'input' });
  const wrong = error.issues.filter(({ code, path }) => code !== 'unrecognized_keys' && path.length > 0);
  const places = new Set(wrong.map(({ path }) => z.core.toDotPath(path)));
  const hints = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return whatIsKnown({ tool, parameters, issue });
    return issue.path.length === 0 ? `Give one JSON object: ${knows(tool, keysAt(parameters, []))}.` : [];
  });
  if (places.size > 0) hints.push(`Correct ${[...places].join(', ')} and call ${tool} again.`);
  return {
    error: `The arguments of ${tool} do not hold. ${z.prettifyError(error)}`,
    instead: hints.join(' '),
  };
}

function whatIsKnown(unknown: {
  tool: string;
  parameters: unknown;
  issue: z.core.$ZodIssueUnrecognizedKeys;
}): string {
  const { tool, parameters, issue } = unknown;
  const known = keysAt(parameters, issue.path);
  if (issue.path.length > 0)
    return `Inside "${z.core.toDotPath(issue.path)}" there can be: ${known.join(', ')}.`;
  const misplaced = issue.keys.filter((key) => key in filtersSchema.shape && known.includes('filters'));
  return misplaced.length > 0
    ? `Put ${misplaced.join(', ')} inside "filters", as in {"filters": {"${misplaced[0]}": …}}.`
    : `Leave out ${issue.keys.join(', ')}: ${knows(tool, known)}.`;
}

function knows(tool: string, known: string[]): string {
  return known.length > 0 ? `${tool} knows ${known.join(', ')}` : `${tool} takes no arguments`;
}

const nodeSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  items: z.unknown().optional(),
});

/** The keys that a JSON schema knows of the object at this path. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const { properties, items } = nodeSchema.catch({ properties: {} }).parse(schema);
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(properties);
  return keysAt(typeof step === 'string' ? properties[step] : items, rest);
}
