import type { Span } from '../contracts/span';

/** A finished span of one second that went well; what a test cares about is given. */
export function makeSpan(given: Partial<Span> & { row: number }): Span {
  return {
    spanId: `s${given.row}`,
    parentSpanId: null,
    name: `span ${given.row}`,
    observationKind: 'SPAN',
    startOffsetNs: given.row * 1e9,
    durationNs: 1e9,
    status: 'OK',
    statusMessage: null,
    errorClass: null,
    failureText: null,
    toolName: null,
    modelName: null,
    agentName: null,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    bytes: 100,
    conflict: false,
    ...given,
  };
}
