/** Where each field is looked for, first non-empty value first: the table of the trace format, as data. */
export const precedence = {
  project: ['inference.project_id'],
  model: [
    'inference.llm.model_name',
    'llm.model_name',
    'gen_ai.response.model',
    'gen_ai.request.model',
    'ai.response.model',
    'ai.model.id',
    'langfuse.observation.model.name',
    'mlflow.llm.model',
  ],
  provider: [
    'inference.llm.provider',
    'llm.provider',
    'gen_ai.provider.name',
    'gen_ai.system',
    'ai.model.provider',
  ],
  inputTokens: [
    'inference.llm.input_tokens',
    'llm.token_count.prompt',
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'ai.usage.inputTokens',
    'ai.usage.promptTokens',
  ],
  outputTokens: [
    'inference.llm.output_tokens',
    'llm.token_count.completion',
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'ai.usage.outputTokens',
    'ai.usage.completionTokens',
  ],
  cacheReadTokens: [
    'gen_ai.usage.cache_read.input_tokens',
    'llm.token_count.prompt_details.cache_read',
    'ai.usage.cachedInputTokens',
  ],
  reasoningTokens: [
    'gen_ai.usage.reasoning.output_tokens',
    'llm.token_count.completion_details.reasoning',
    'ai.usage.reasoningTokens',
  ],
  cost: ['inference.llm.cost.total', 'llm.cost.total', 'gen_ai.usage.cost', 'operation.cost'],
  agentName: ['inference.agent_name', 'gen_ai.agent.name', 'agent.name'],
  agentId: ['inference.agent_id', 'gen_ai.agent.id', 'agent.id'],
  toolName: ['tool.name', 'gen_ai.tool.name', 'ai.toolCall.name'],
  session: ['inference.session_id', 'session.id', 'gen_ai.conversation.id', 'langfuse.session.id'],
  user: ['inference.user_id', 'user.id', 'langfuse.user.id'],
  input: ['input.value', 'gen_ai.tool.call.arguments', 'ai.toolCall.args', 'traceloop.entity.input'],
  output: ['output.value', 'gen_ai.tool.call.result', 'ai.toolCall.result', 'traceloop.entity.output'],
  inputMessages: ['llm.input_messages', 'gen_ai.input.messages', 'ai.prompt.messages', 'ai.prompt'],
  outputMessages: ['llm.output_messages', 'gen_ai.output.messages'],
  responseText: ['ai.response.text', 'ai.response.object'],
  responseToolCalls: ['ai.response.toolCalls'],
  finishReason: [
    'gen_ai.response.finish_reasons',
    'ai.response.finishReason',
    'llm.finish_reason',
    'gen_ai.response.finish_reason',
  ],
  errorType: ['error.type'],
  errorMessage: ['exception.message', 'error.message'],
  kind: [
    'inference.observation_kind',
    'openinference.span.kind',
    'langfuse.observation.type',
    'gen_ai.operation.name',
    'traceloop.span.kind',
    'mlflow.spanType',
    'ai.operationId',
    'operation.name',
  ],
} satisfies Record<string, readonly string[]>;

export type Field = keyof typeof precedence;

/** Keys that spell a list of messages out, one attribute a part: `llm.output_messages.0.message.content`. */
export const flatPrefixes: readonly { prefix: string; field: 'flatInput' | 'flatOutput' }[] = [
  { prefix: 'llm.input_messages.', field: 'flatInput' },
  { prefix: 'llm.output_messages.', field: 'flatOutput' },
  { prefix: 'gen_ai.prompt.', field: 'flatInput' },
  { prefix: 'gen_ai.completion.', field: 'flatOutput' },
];
