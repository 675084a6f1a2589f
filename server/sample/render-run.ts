import { assistantMessage, startConversation, toolMessage } from './messages';
import type { Random } from './random';
import type { PlantKind, RunPlan, ToolCall, Turn } from './run-plan';
import { isoTime, type Json, type SampleSpan } from './sample-span';

export interface RunIds {
  traceId: string;
  sessionId: string;
  /** Microseconds since 1970. */
  startUs: number;
}

export interface RenderedSpan {
  span: SampleSpan;
  /** When it is exported: at its end, in microseconds since 1970. */
  endUs: number;
}

export interface RenderedRun {
  traceId: string;
  spans: RenderedSpan[];
  inputTokens: number;
  outputTokens: number;
  /** Spans that show what was planted, by kind. */
  shown: Map<PlantKind, string[]>;
  originSpans: number;
  propagatedSpans: number;
}

/** Gives a plan ids and times: a root AGENT, a CHAIN a turn, in it model and tool calls. Spans come in order of their ends. */
export function renderRun(plan: RunPlan, ids: RunIds, random: Random): RenderedRun {
  const conversation = startConversation(plan);
  const run: RenderedRun = {
    traceId: ids.traceId,
    spans: [],
    inputTokens: 0,
    outputTokens: 0,
    shown: new Map(),
    originSpans: 0,
    propagatedSpans: 0,
  };
  const write = spanWriter({ plan, ids, run });
  const rootId = random.hex(16);
  const innerAgent = plan.agent === 'Triage' ? 'Order desk' : 'Triage';
  const inner =
    plan.handoverAt === undefined ? null : { id: random.hex(16), at: plan.handoverAt, startUs: 0 };
  const lastIndex = plan.turns.length - 1;
  let now = ids.startUs + random.int(80, 900);

  for (const [index, turn] of plan.turns.entries()) {
    const isInner = inner !== null && index >= inner.at;
    if (inner !== null && index === inner.at) inner.startUs = now;
    const turnId = random.hex(16);
    const turnStart = now;
    const parent = { id: turnId, agent: isInner ? innerAgent : plan.agent };
    now = renderModelCalls(turn, parent, now + random.int(40, 400));
    now = renderToolCalls(turn, parent, now, index === lastIndex - 1);
    now += random.int(200, 1500);
    const fatal = index === lastIndex ? plan.fatal : undefined;
    write({
      id: turnId,
      parentId: isInner ? inner.id : rootId,
      name: `turn ${index + 1}`,
      kind: 'CHAIN',
      agent: parent.agent,
      startUs: turnStart,
      endUs: now,
      error: fatal,
      attributes: { 'sdk.data.turn': index + 1 },
    });
    now += random.int(100, 2000);
  }

  const output = plan.fatal === undefined ? (plan.turns.at(-1)?.text ?? null) : null;
  if (inner !== null && inner.startUs > 0) {
    write({
      id: inner.id,
      parentId: rootId,
      name: `agent.${innerAgent}`,
      kind: 'AGENT',
      agent: innerAgent,
      startUs: inner.startUs,
      endUs: now,
      error: plan.fatal,
      attributes: { 'agent.name': innerAgent, 'output.value': output },
    });
  }
  write({
    id: rootId,
    parentId: '',
    name: plan.workflow,
    kind: 'AGENT',
    agent: plan.agent,
    startUs: ids.startUs,
    endUs: now + random.int(50, 400),
    error: plan.fatal,
    attributes: {
      'agent.name': plan.agent,
      'agent.tools': JSON.stringify(toolNames),
      'input.value': plan.question,
      'output.value': output,
      'llm.token_count.prompt': run.inputTokens,
      'llm.token_count.completion': run.outputTokens,
    },
  });
  if (plan.fatal !== undefined) run.propagatedSpans += inner !== null && inner.startUs > 0 ? 3 : 2;
  return run;

  function renderModelCalls(turn: Turn, parent: { id: string; agent: string }, from: number): number {
    let at = from;
    const input = conversation.takeForSpan();
    const request = {
      ...(input.length === 0 ? {} : { 'llm.input_messages': JSON.stringify(input) }),
      'llm.provider': 'openai',
      'llm.model_name': plan.model,
      'llm.invocation_parameters': '{"temperature":0.2}',
    };
    for (const error of turn.failedAttempts) {
      const id = random.hex(16);
      const endUs = at + random.int(90_000, 400_000);
      write({ id, ...llmSpan(parent), startUs: at, endUs, error, attributes: request });
      run.originSpans += 1;
      show('rate-limited', id);
      at = endUs + random.int(2_000_000, 9_000_000);
    }
    if (turn.text === null) return at;

    const calls = turn.calls.map((call) => ({ id: `call_${random.hex(12)}`, call }));
    const message = assistantMessage(turn.text, calls);
    const output = JSON.stringify([message]);
    const inputTokens = conversation.tokens;
    const outputTokens = Math.ceil(output.length / 4.3) + random.int(0, 40);
    const endUs = at + random.int(450_000, 1_600_000) + outputTokens * random.int(3000, 9000);
    const id = random.hex(16);
    run.inputTokens += inputTokens;
    run.outputTokens += outputTokens;
    write({
      id,
      ...llmSpan(parent),
      startUs: at,
      endUs,
      attributes: {
        ...request,
        ...(plan.messages === 'none' ? {} : { 'llm.output_messages': output, 'output.value': output }),
        ...(turn.text === '' ? {} : { 'output.value': turn.text }),
        'gen_ai.response.finish_reasons': [turn.finish],
        'llm.response.id': `resp_${random.hex(24)}`,
        'llm.token_count.prompt': inputTokens,
        'llm.token_count.completion': outputTokens,
        'llm.token_count.total': inputTokens + outputTokens,
      },
      usage: { inputTokens, outputTokens },
    });
    if (turn.plant === 'refusal' || turn.plant === 'cut-off') show(turn.plant, id);
    if (plan.plant === 'context-growth') show('context-growth', id);
    conversation.add(message);
    for (const { id: callId, call } of calls) conversation.add(toolMessage(callId, call.result));
    return endUs;
  }

  /** Calls of one turn start together; the turn goes on when the slowest has ended. */
  function renderToolCalls(
    turn: Turn,
    parent: { id: string; agent: string },
    from: number,
    last: boolean,
  ): number {
    let latest = from;
    for (const call of turn.calls) {
      const id = random.hex(16);
      const startUs = from + random.int(300, 2600);
      const endUs = startUs + call.ms * 1000 + random.int(0, 999);
      const open = last && plan.unfinished === true;
      const orphan = last && plan.orphan === true;
      write({
        id,
        parentId: orphan ? random.hex(16) : parent.id,
        name: `function.${call.tool}`,
        kind: 'TOOL',
        agent: parent.agent,
        startUs,
        endUs,
        open,
        error: call.error,
        exception: call.exception ?? exceptionOf(call),
        attributes: {
          'tool.name': call.tool,
          'input.value': JSON.stringify(call.args),
          'input.mime_type': 'application/json',
          ...(open ? {} : { 'output.value': call.result }),
        },
      });
      if (call.error !== undefined) run.originSpans += 1;
      if (call.plant) show(call.plant, id);
      if (open) show('unfinished-span', id);
      if (orphan) show('orphan-span', id);
      latest = Math.max(latest, endUs);
    }
    return latest;
  }

  function show(kind: PlantKind, spanId: string): void {
    const spans = run.shown.get(kind);
    if (spans === undefined) run.shown.set(kind, [spanId]);
    else spans.push(spanId);
  }
}

interface SpanDraft {
  id: string;
  parentId: string;
  name: string;
  kind: 'AGENT' | 'CHAIN' | 'LLM' | 'TOOL';
  agent: string;
  startUs: number;
  endUs: number;
  open?: boolean;
  error?: string | undefined;
  exception?: { type: string; message: string } | undefined;
  usage?: { inputTokens: number; outputTokens: number };
  attributes: { [key: string]: Json };
}

function spanWriter({
  plan,
  ids,
  run,
}: {
  plan: RunPlan;
  ids: RunIds;
  run: RenderedRun;
}): (draft: SpanDraft) => void {
  const resource = {
    attributes: {
      'service.name': plan.service,
      'service.version': '2.14.0',
      'deployment.environment': 'production',
    },
  };
  const scope = { name: 'openai-agents-sdk', version: '0.14.4' };
  return (draft) => {
    const llm = draft.kind === 'LLM';
    const span: SampleSpan = {
      trace_id: ids.traceId,
      span_id: draft.id,
      parent_span_id: draft.parentId,
      trace_state: '',
      name: draft.name,
      kind: llm ? 'SPAN_KIND_CLIENT' : 'SPAN_KIND_INTERNAL',
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
        'inference.llm.provider': llm ? 'openai' : null,
        'inference.llm.model_name': llm ? plan.model : null,
        'inference.llm.input_tokens': draft.usage?.inputTokens ?? null,
        'inference.llm.output_tokens': draft.usage?.outputTokens ?? null,
        'inference.llm.cost.total': plan.costKnown && draft.usage ? price(plan, draft.usage) : null,
        'inference.user_id': plan.customer.id,
        'inference.session_id': ids.sessionId,
        'inference.agent_name': draft.agent,
      },
      ...(draft.exception ? { events: [exceptionEvent(draft.exception, draft.endUs)] } : {}),
    };
    run.spans.push({ span, endUs: draft.endUs });
  };
}

function llmSpan(parent: {
  id: string;
  agent: string;
}): Pick<SpanDraft, 'parentId' | 'name' | 'kind' | 'agent'> {
  return { parentId: parent.id, name: 'response', kind: 'LLM', agent: parent.agent };
}

function exceptionOf(call: ToolCall): { type: string; message: string } | undefined {
  if (call.error === undefined) return undefined;
  const colon = call.error.indexOf(': ');
  return { type: call.error.slice(0, colon), message: call.error.slice(colon + 2) };
}

function exceptionEvent(exception: { type: string; message: string }, atUs: number): Json {
  return {
    name: 'exception',
    time: isoTime(atUs),
    attributes: { 'exception.type': exception.type, 'exception.message': exception.message },
  };
}

/** US dollars; invented list prices a million tokens. */
function price(plan: RunPlan, usage: { inputTokens: number; outputTokens: number }): number {
  const [input, output] = plan.model === 'gpt-5.4' ? [2.5, 15] : [0.25, 2];
  return Math.round(usage.inputTokens * input + usage.outputTokens * output) / 1_000_000;
}

const toolNames = [
  'lookup_order',
  'get_customer',
  'get_shipment',
  'search_kb',
  'read_policy',
  'create_refund',
  'update_address',
  'classify_ticket',
  'escalate',
  'send_email',
  'export_history',
];
