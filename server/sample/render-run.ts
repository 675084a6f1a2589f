import { type Conversation, startConversation } from './messages';
import type { Random } from './random';
import { renderModelCalls } from './render-model-calls';
import { renderToolCalls } from './render-tool-calls';
import type { PlantKind, RunPlan } from './run-plan';
import type { SampleSpan } from './sample-span';
import type { PlantedClass } from './sample-truth';
import { type SpanDraft, spanWriter } from './span-writer';
import { toolNames } from './tool-calls';

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
  /** Spans that show what was planted, by kind, and how they failed if they did. */
  shown: Map<PlantKind, { spanIds: string[]; errorClass: PlantedClass | null }>;
  originSpans: number;
  propagatedSpans: number;
}

/** What the parts of a run are rendered with. */
export interface Rendering {
  plan: RunPlan;
  random: Random;
  conversation: Conversation;
  run: RenderedRun;
  write(draft: SpanDraft): void;
  show(kind: PlantKind, spanId: string, errorClass: PlantedClass | null): void;
}

/** The span that calls hang under, and the agent at work in it. */
export interface TurnSpan {
  id: string;
  agent: string;
}

/** Gives a plan ids and times: a root AGENT, a CHAIN a turn, in it model and tool calls, children before parents. */
export function renderRun(plan: RunPlan, ids: RunIds, random: Random): RenderedRun {
  const rendering = startRendering(plan, ids, random);
  const root = { id: random.hex(16), agent: plan.agent };
  const inner = { id: random.hex(16), agent: plan.agent === 'Triage' ? 'Order desk' : 'Triage' };
  const handoverAt = plan.handoverAt ?? Number.POSITIVE_INFINITY;
  const output =
    plan.fatal === undefined && plan.stopped === undefined ? (plan.turns.at(-1)?.text ?? null) : null;

  let now = ids.startUs + random.int(80, 900);
  let innerStart: number | null = null;
  for (const index of plan.turns.keys()) {
    if (index === handoverAt) innerStart = now;
    now = renderTurn(rendering, { index, agent: index >= handoverAt ? inner : root, from: now });
  }
  if (innerStart !== null) {
    rendering.write({
      id: inner.id,
      parentId: root.id,
      name: `agent.${inner.agent}`,
      kind: 'AGENT',
      agent: inner.agent,
      startUs: innerStart,
      endUs: now,
      error: plan.fatal,
      attributes: { 'agent.name': inner.agent, 'output.value': output },
    });
  }
  rendering.write({
    id: root.id,
    parentId: '',
    name: plan.workflow,
    kind: 'AGENT',
    agent: plan.agent,
    startUs: ids.startUs,
    endUs: now + random.int(50, 400),
    error: plan.fatal ?? plan.stopped,
    attributes: {
      'agent.name': plan.agent,
      'agent.tools': JSON.stringify(toolNames),
      'input.value': plan.question,
      'output.value': output,
      'llm.token_count.prompt': rendering.run.inputTokens,
      'llm.token_count.completion': rendering.run.outputTokens,
    },
  });
  if (plan.stopped !== undefined) {
    rendering.run.originSpans += 1;
    rendering.show('out-of-turns', root.id, 'origin');
  }
  if (plan.fatal !== undefined) rendering.run.propagatedSpans += innerStart === null ? 2 : 3;
  return rendering.run;
}

/** One turn; answers when the next may start. */
function renderTurn(
  rendering: Rendering,
  { index, agent, from }: { index: number; agent: TurnSpan; from: number },
): number {
  const { plan, random } = rendering;
  const turn = plan.turns[index];
  if (turn === undefined) return from;
  const span = { id: random.hex(16), agent: agent.agent };
  const told = plan.turns[index - 1]?.calls.filter((call) => call.unrecorded) ?? [];
  const called = renderModelCalls(rendering, { turn, told, span, from: from + random.int(40, 400) });
  // What happens to "the last tool call" happens in the turn before the answer.
  const last = index === plan.turns.length - 2;
  const endUs = renderToolCalls(rendering, { turn, span, from: called, last }) + random.int(200, 1500);
  rendering.write({
    id: span.id,
    parentId: agent.id,
    name: `turn ${index + 1}`,
    kind: 'CHAIN',
    agent: agent.agent,
    startUs: from,
    endUs,
    error: index === plan.turns.length - 1 ? plan.fatal : undefined,
    attributes: { 'sdk.data.turn': index + 1 },
  });
  return endUs + random.int(100, 2000);
}

function startRendering(plan: RunPlan, ids: RunIds, random: Random): Rendering {
  const run: RenderedRun = {
    traceId: ids.traceId,
    spans: [],
    inputTokens: 0,
    outputTokens: 0,
    shown: new Map(),
    originSpans: 0,
    propagatedSpans: 0,
  };
  const toSpan = spanWriter(plan, ids);
  return {
    plan,
    random,
    run,
    conversation: startConversation(plan),
    write: (draft) => run.spans.push({ span: toSpan(draft), endUs: draft.endUs }),
    show: (kind, spanId, errorClass) => {
      const known = run.shown.get(kind);
      if (known === undefined) run.shown.set(kind, { spanIds: [spanId], errorClass });
      else known.spanIds.push(spanId);
    },
  };
}
