/** What one may begin with, on the list of traces or on one trace. The built-in analyst knows the answer to each. */
export function starterQuestions(onTrace: { traceId: string } | null): string[] {
  if (onTrace) {
    return [
      'Why did this trace fail? Did it recover?',
      'Which tools did this trace call, in which order?',
      'What are the most common failure modes? Give me trace ids and the exact error string.',
    ];
  }
  return [
    'What are the most common failure modes? Give me trace ids and the exact error string.',
    'Which traces have status ERROR? Give me the top five errors by count.',
    'Which tools are called most, and which go with errors?',
    'Are there repeated output values? Group near-duplicates.',
    'Which runs are slow, expensive or wasteful?',
  ];
}

/** "this trace" means the one on screen; the engine is told which that is. A question that names it already stays as it is. */
export function withTraceId(question: string, traceId: string | null): string {
  if (traceId === null || question.includes(traceId)) return question;
  return question.replace(/\bthis (trace|run)\b/i, (_match, noun: string) => `${noun} ${traceId}`);
}
