import type { RunPlan } from './run-plan';
import { isoTime, type Json, type SampleSpan } from './sample-span';

/** What differs from span to span; the writer adds what all spans of a run share. */
export interface SpanDraft {
  id: string;
  parentId: string;
  name: string;
  kind: 'AGENT' | 'CHAIN' | 'LLM' | 'TOOL';
  agent: string;
  /** Microseconds since 1970. */
  startUs: number;
  endUs: number;
  /** Leaves the end out. */
  open?: boolean;
  /** Status ERROR with this message. */
  error?: string | undefined;
  exception?: Exception | undefined;
  usage?: Usage;
  attributes: { [key: string]: Json };
}

export interface Exception {
  type: string;
  message: string;
}

interface Usage {
  inputTokens: number;
  outputTokens: number;
}

/** Turns drafts into lines of one run. */
export function spanWriter(
  plan: RunPlan,
  ids: { traceId: string; sessionId: string },
): (draft: SpanDraft) => SampleSpan {
  const resource = {
    attributes: { 'service.name': plan.service, 'service.version': '2.14.0' },
  };
  const scope = { name: 'openai-agents-sdk', version: '0.14.4' };
  return (draft) => ({
    trace_id: ids.traceId,
    span_id: draft.id,
    parent_span_id: draft.parentId,
    trace_state: '',
    name: draft.name,
    kind: draft.kind === 'LLM' ? 'SPAN_KIND_CLIENT' : 'SPAN_KIND_INTERNAL',
    start_time: isoTime(draft.startUs),
    ...(draft.open ? {} : { end_time: isoTime(draft.endUs) }),
    status: draft.error
      ? { code: 'STATUS_CODE_ERROR', message: draft.error }
      : { code: 'STATUS_CODE_OK', message: '' },
    resource,
    scope,
    attributes: {
      'openinference.span.kind': draft.kind,
      ...draft.attributes,
      'agent.workflow.name': 'Support desk',
      'inference.export.schema_version': 1,
      'inference.project_id': 'support-desk',
      'inference.observation_kind': draft.kind,
      'inference.llm.provider': draft.kind === 'LLM' ? 'openai' : null,
      'inference.llm.model_name': draft.kind === 'LLM' ? plan.model : null,
      'inference.llm.input_tokens': draft.usage?.inputTokens ?? null,
      'inference.llm.output_tokens': draft.usage?.outputTokens ?? null,
      'inference.llm.cost.total': plan.costKnown && draft.usage ? price(plan, draft.usage) : null,
      'inference.user_id': plan.customer.id,
      'inference.session_id': ids.sessionId,
      'inference.agent_name': draft.agent,
    },
    ...(draft.exception ? { events: [exceptionEvent(draft.exception, draft.endUs)] } : {}),
  });
}

function exceptionEvent(exception: Exception, atUs: number): Json {
  return {
    name: 'exception',
    time: isoTime(atUs),
    attributes: { 'exception.type': exception.type, 'exception.message': exception.message },
  };
}

/** US dollars, at invented list prices a million tokens. */
function price(plan: RunPlan, usage: Usage): number {
  const [input, output] = plan.model === 'gpt-5.4' ? [2.5, 15] : [0.25, 2];
  return Math.round(usage.inputTokens * input + usage.outputTokens * output) / 1_000_000;
}
