import type { Play } from './play';

// biome-ignore lint/correctness/useYield: a play that asks nothing is a play all the same.
export function* whichTrace(): Play {
  return 'Which trace is meant? Name its id, or a beginning of at least six characters, as in: why did trace `ID` fail?';
}

// biome-ignore lint/correctness/useYield: as above.
export function* capabilities(): Play {
  return ['The built-in analyst answers these, in many wordings:', '', ...questions].join('\n');
}

/** For what no rule understands. */
export function outside(): string {
  return [
    'This question is outside of what the built-in analyst can do. It answers these:',
    '',
    ...questions,
  ].join('\n');
}

const questions = [
  '- What are the most common failure modes, with trace ids and the exact error strings?',
  '- Which traces have status ERROR? The top five by count.',
  '- Why did trace `ID` fail, or the last run? What was its tool sequence, did it recover?',
  '- Do runs recover after errors?',
  '- Which tools are called most, and which go with errors? Which model or agent does?',
  '- Which runs are slow, expensive or wasteful? Are there repeated calls, growing contexts, giant payloads?',
  '- Do runs hit rate limits, or run out of turns? Are there retry storms? Are unknown tools called, or arguments refused?',
  '- Are there calls without a result, spans that never ended, calls slower than usual?',
  '- Where does the model refuse, answer nothing, or is cut off?',
  '- Which values of `output.value` repeat?',
  '- What changed since the last run, or compared with another dataset?',
  '- Which traces contain "some words"?',
  '- How many traces are there, and which models, agents, tools?',
  '',
  'A tool, model, agent or service may be named in each. Then "show me more", "why?", "the second one", "what about MODEL?" go on from an answer.',
  '',
  'For free questions set OPENAI_API_KEY (or OPENAI_BASE_URL for a model of your own) and start again.',
];
