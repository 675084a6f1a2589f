import type { ErrorClass } from '../../lib/contracts/span';
import type { PlantKind } from './run-plan';

/** How a planted span failed; those that merely pass an error on are not planted. */
export type PlantedClass = Exclude<ErrorClass, 'propagated'>;

export interface PlantedTrace {
  traceId: string;
  /**
   * The spans that show it: the failing tool or model calls, the equal calls, the giant result, the open or orphaned
   * span; for `context-growth` every model call of the run, in order; where no span shows a call, the model call that is told of
   * it, or that asks for it. Spans that merely pass the error on are not among them.
   */
  spanIds: string[];
  /** How these spans failed; null where they did not. */
  errorClass: PlantedClass | null;
}

/** What the generator put into the lines, complete once the last line was taken. */
export interface SampleTruth {
  /** `lines = spans + duplicates`: a few lines are exported twice, some of these first without their end. */
  lines: number;
  spans: number;
  duplicates: number;
  traces: number;
  /** Bytes of all lines, one line end each. */
  bytes: number;
  /** Of model calls; agents also carry a sum, which does not count again. */
  inputTokens: number;
  outputTokens: number;
  /** Traces by the worst that happened in them. */
  outcomes: { error: string[]; silent: string[]; handled: string[]; ok: string[] };
  /** Spans by error class. */
  classes: { origin: number; propagated: number; handled: number; silent: number };
  /** Every tool's calls, of these with status ERROR, and with a failure under status OK. */
  tools: Map<string, { calls: number; errors: number; silent: number }>;
  planted: Record<PlantKind, PlantedTrace[]>;
  /** The values that really go with failure. Any other model, agent, tool or service is innocent. */
  associations: { dimension: 'model' | 'agent' | 'tool' | 'service'; value: string }[];
  /** The trace of `longTraceSpans` spans, where one was asked for. */
  longTraceId: string | null;
}

export function emptyTruth(): SampleTruth {
  return {
    lines: 0,
    spans: 0,
    duplicates: 0,
    traces: 0,
    bytes: 0,
    inputTokens: 0,
    outputTokens: 0,
    outcomes: { error: [], silent: [], handled: [], ok: [] },
    classes: { origin: 0, propagated: 0, handled: 0, silent: 0 },
    tools: new Map(),
    planted: {
      'order-not-found': [],
      'refund-declined': [],
      'rate-limited': [],
      'silent-error-object': [],
      'silent-missing-file': [],
      'silent-http-status': [],
      refusal: [],
      'cut-off': [],
      'handled-exception': [],
      'repeated-calls': [],
      'context-growth': [],
      'giant-payload': [],
      'unfinished-span': [],
      'orphan-span': [],
      'unknown-tool': [],
      'invalid-arguments': [],
      'retry-storm': [],
      'out-of-turns': [],
      'empty-answer': [],
      'missing-result': [],
    },
    associations: [
      { dimension: 'model', value: 'gpt-5-mini' },
      { dimension: 'tool', value: 'create_refund' },
    ],
    longTraceId: null,
  };
}
