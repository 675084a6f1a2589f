import type { ObservationKind } from '../../lib/contracts/span';

const words = new Map<string, ObservationKind>(
  Object.entries({
    AGENT: 'AGENT',
    LLM: 'LLM',
    TOOL: 'TOOL',
    CHAIN: 'CHAIN',
    GUARDRAIL: 'GUARDRAIL',
    RETRIEVER: 'RETRIEVER',
    RERANKER: 'RERANKER',
    EMBEDDING: 'EMBEDDING',
    EVALUATOR: 'EVALUATOR',
    PROMPT: 'PROMPT',
    SPAN: 'SPAN',
    // Langfuse
    GENERATION: 'LLM',
    EVENT: 'SPAN',
    // gen_ai.operation.name
    CHAT: 'LLM',
    TEXT_COMPLETION: 'LLM',
    GENERATE_CONTENT: 'LLM',
    EMBEDDINGS: 'EMBEDDING',
    EXECUTE_TOOL: 'TOOL',
    INVOKE_AGENT: 'AGENT',
    CREATE_AGENT: 'AGENT',
    INVOKE_WORKFLOW: 'CHAIN',
    RETRIEVAL: 'RETRIEVER',
    // OpenLLMetry and MLflow
    WORKFLOW: 'CHAIN',
    TASK: 'CHAIN',
    CHAT_MODEL: 'LLM',
    // AI SDK: the outer span is the loop, the inner one the model's call
    'AI.TOOLCALL': 'TOOL',
    'AI.GENERATETEXT': 'AGENT',
    'AI.STREAMTEXT': 'AGENT',
    'AI.GENERATETEXT.DOGENERATE': 'LLM',
    'AI.STREAMTEXT.DOSTREAM': 'LLM',
    'AI.GENERATEOBJECT': 'CHAIN',
    'AI.STREAMOBJECT': 'CHAIN',
    'AI.GENERATEOBJECT.DOGENERATE': 'LLM',
    'AI.STREAMOBJECT.DOSTREAM': 'LLM',
    'AI.EMBED': 'CHAIN',
    'AI.EMBEDMANY': 'CHAIN',
    'AI.EMBED.DOEMBED': 'EMBEDDING',
    'AI.EMBEDMANY.DOEMBED': 'EMBEDDING',
  } satisfies Record<string, ObservationKind>),
);

export interface KindSource {
  /** What the attributes say, in order of precedence, with holes. */
  said: readonly unknown[];
  toolName: unknown;
  model: unknown;
}

/** The first word that names a kind; else a tool name makes a TOOL, a model an LLM, and the rest is a SPAN. */
export function observationKindOf({ said, toolName, model }: KindSource): ObservationKind {
  for (const value of said) {
    if (typeof value !== 'string') continue;
    // The AI SDK writes its function's name behind the operation.
    const kind = words.get(value) ?? words.get(value.trim().split(' ', 1)[0]?.toUpperCase() ?? '');
    if (kind) return kind;
  }
  if (toolName !== undefined) return 'TOOL';
  return model === undefined ? 'SPAN' : 'LLM';
}
