import { z } from 'zod';
import { type Filters, filtersSchema } from '../../lib/contracts/filters';
import type { Finding } from '../../lib/contracts/finding';
import { badArguments } from './bad-arguments';
import { jsonBytes } from './limits';
import type { RunEvent } from './run-event';
import type { ToolContext } from './tool-context';

export interface ToolAnswer {
  /** JSON. */
  result: object;
  /** Set by the tool that reports findings, when it accepts one. */
  finding?: Finding;
}

/** What a tool is given when it runs. */
export interface RunningCall {
  context: ToolContext;
  signal: AbortSignal;
  /** Names the call within a run. */
  callId: string;
  /** Tells of what happens inside of the tool, such as a subagent's turns. */
  emit(event: RunEvent): void;
}

/** A tool whose arguments hold; `run` is called at most once. */
export type PreparedCall =
  | { kind: 'prepared'; asksModel: boolean; run: (call: RunningCall) => Promise<ToolAnswer> }
  /** The answer is known without running anything: the arguments do not hold. */
  | { kind: 'immediate'; result: ToolError };

export interface Tool {
  name: string;
  /** Says when to use it. */
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  prepare(args: unknown): PreparedCall;
}

/** The tool refuses: what was wrong, and what to do instead. An answer like any other, never thrown past `callTool`. */
export interface ToolError {
  error: string;
  instead: string;
}

/** Thrown inside a tool to give up with an answer. */
export class ToolRefusal extends Error {
  readonly answer: ToolError;

  constructor(answer: ToolError & { [detail: string]: unknown }) {
    super(answer.error);
    this.name = 'ToolRefusal';
    this.answer = answer;
  }
}

export interface ToolSpec<Shape extends z.ZodRawShape> {
  name: string;
  description: string;
  /** Unknown keys are refused. */
  args: Shape;
  /** It asks a model, so that the time limit of queries does not hold for it. */
  asksModel?: boolean;
  answer(args: z.output<z.ZodObject<Shape, z.core.$strict>>, call: RunningCall): Promise<ToolAnswer>;
}

/** A tool from its arguments: they are checked before it runs, and what does not hold is an answer. */
export function defineTool<Shape extends z.ZodRawShape>(spec: ToolSpec<Shape>): Tool {
  const schema = z.strictObject(spec.args);
  const { $schema: _, ...parameters } = z.toJSONSchema(schema, { io: 'input' });
  return {
    name: spec.name,
    description: spec.description,
    parameters,
    prepare(args) {
      const parsed = schema.safeParse(args);
      if (!parsed.success) {
        const result = badArguments({ tool: spec.name, schema, error: parsed.error });
        return { kind: 'immediate', result };
      }
      return {
        kind: 'prepared',
        asksModel: spec.asksModel ?? false,
        run: (call) => spec.answer(parsed.data, call),
      };
    },
  };
}

/** The argument of every tool that looks into one trace; `completeTraceId` makes an id of it. */
export const traceIdArgument = z
  .string()
  .min(1)
  .describe('its id, or a beginning of six characters or more that no other trace has');

/** The argument of every tool that looks at many traces. */
export const filtersArgument = filtersSchema
  .optional()
  .describe('which traces are meant; all given filters must hold; leave out for all traces of the question');

/** The traces of the question, narrowed. A filter of the same name takes the place of the question's. */
export function inScope(context: ToolContext, filters: Filters | undefined): Filters {
  return { ...context.filters, ...filters };
}

/** Longer ones, in bytes, are not repeated in the answer. */
const longestEcho = 10_000;

/** The filters that an answer holds for, as it tells them. */
export function tellFilters(filters: Filters): Filters | string {
  const bytes = jsonBytes(filters);
  return bytes <= longestEcho ? filters : `as they were given: ${bytes} bytes, not repeated here`;
}
