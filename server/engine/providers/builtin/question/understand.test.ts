import { describe, expect, it } from 'vitest';
import { understand } from './understand';
import type { Part } from './understood';

const topicsOf = (question: string) => understand(question).parts.map((part) => part.topic);

const wordings: Partial<Record<Part['topic'], readonly string[]>> = {
  'failure-modes': [
    'What are the most common failure modes across the failed traces? For each, give me trace_id evidence and the precise error string.',
    'What are the most common failure modes? Give me trace ids and the exact error string.',
    'commonest failures',
    'top 5 errors',
    'WHAT GOES WRONG MOST OFTEN',
    'why do runs fail?',
    'Why do agents fail',
    'comon failrue modes??',
    'what are the main error messages?',
    'Which errors occur most often?',
    'whats broken',
    'root causes of the failures',
    'list all the exceptions',
    'Most frequent problems, with examples',
    'Diagnose these traces.',
    'find anomalies',
    'What kinds of errors are there?',
    'eror patterns',
    'What is going wrong?',
    'Any issues?',
  ],
  'error-traces': [
    'Are there traces with status.code == STATUS_CODE_ERROR? List the top 5 by error count and cite trace_ids.',
    'Which traces have status ERROR? Give me the top five errors by count.',
    'show failed runs',
    'WHICH RUNS FAILED',
    'which traces faild?',
    'failing traces',
    'How many traces failed?',
    'traces with errors, top 3',
    'status code error traces',
    'any failed runs?',
    'Which trace has the most errors?',
    'what is the error rate?',
    'list traces with status=ERROR',
  ],
  'repeated-outputs': [
    'What are the most repeated values of `output.value` of TOOL spans? Group near-duplicates.',
    'Are there repeated output values? Group near-duplicates.',
    'most common values of output.value',
    'which outputs repeat?',
    'duplicate tool results',
    'same answers again and again?',
    'REPEATED OUTPUT VALUES',
    'repeted outputs',
    'Which tool outputs are identical across traces?',
  ],
  'tool-use': [
    'Which agents call `function.*` spans most often, and which of those are most associated with error outcomes?',
    'Which `function.*` spans are called most, and which go with errors?',
    'Which tools are called most, and which go with errors?',
    'tool usage',
    'most used tools',
    'how often is each tool called?',
    'which functions are called most often',
    'Which models are used most?',
    'wich tols are called most',
  ],
  'failed-tools': [
    'Which tools fail?',
    'tool errors',
    'failed tool calls',
    'Which tools fail most often?',
    'tool failure rate',
  ],
  'costly-runs': [
    'Find slow, expensive, or wasteful runs.',
    'Which runs are slow, expensive or wasteful?',
    'slowest traces',
    'what took the longest?',
    'Which runs cost the most?',
    'token usage',
    'most expensive runs top 3',
    'Where are tokens wasted?',
    'slwoest runs',
    'how long do runs take',
  ],
  refusals: [
    'Where does the model refuse?',
    'How often does the model refuse?',
    'refusals',
    'any refusls?',
    'Are there empty answers?',
    'answers that were cut off',
    'did the LLM decline to help',
    'truncated answers',
  ],
  'what-changed': [
    'What changed since the last run?',
    'what is new since the previous run',
    'Compare with dataset baseline.jsonl',
    'did it get worse?',
    'regressions?',
    'before and after',
    'gpt-5.4 vs gpt-5-mini',
    "what's different from last run",
    'Is this better than the previous run?',
    'whats changed',
  ],
  'dataset-summary': [
    'How many traces are there?',
    'Which models?',
    'overview',
    'Give me an overview.',
    'Summarise the dataset',
    'what is in this file?',
    'which agents are there?',
    'how many spans',
    'Describe the data',
    'which services?',
  ],
  recovery: [
    'Do agents recover after errors?',
    'did it recover after errors?',
    'recovery rate',
    'which runs recovered?',
  ],
  associations: [
    'Which model is to blame?',
    'Does any model go with failure?',
    'Which models fail most?',
    'what is associated with errors?',
    'Is gpt-5-mini more likely to fail?',
  ],
  'repeated-calls': [
    'Are there repeated identical calls?',
    'is any agent stuck in a loop?',
    'does it call the same tool over and over',
    'loops',
  ],
  'context-growth': ['Where does the context grow?', 'context window growth', 'growing prompts'],
  'giant-payloads': ['giant payloads', 'Which tool outputs are huge? any large results?'],
  'silent-failures': ['silent failures', 'What fails silently?', 'failures under status OK'],
  'rate-limits': [
    'Do runs hit rate limits?',
    'rate limited calls',
    'any 429s?',
    'too many requests',
    'throttling',
  ],
  'retry-storms': [
    'retry storms',
    'Are there retry storms?',
    'How often are calls retried?',
    'Which calls fail three times in a row?',
  ],
  'ran-out-of-turns': [
    'Do runs run out of turns?',
    'max turns',
    'which runs ran out of steps',
    'Did any agent hit the iteration limit?',
    'turn limit',
  ],
  'unknown-tools': [
    'Are unknown tools called?',
    'Does the model call tools that do not exist?',
    'hallucinated tools',
    'invented functions',
  ],
  'invalid-arguments': [
    'Are there invalid arguments?',
    'calls with wrong arguments',
    'validation errors',
    'tool calls whose arguments were refused',
  ],
  'missing-results': [
    'Which tool calls have no result?',
    'missing results',
    'tool calls without a response',
    'unanswered calls',
  ],
  'unfinished-spans': [
    'Are there spans that never ended?',
    'unfinished spans',
    'which runs hang?',
    'spans still open',
    'traces that did not finish',
  ],
  'slow-spans': [
    'Which spans are slow?',
    'slow tool calls',
    'calls slower than usual',
    'Which tools are slow?',
    'latency by tool',
  ],
  'text-search': [
    'Which traces contain "Errno 2"?',
    'search for "timeout"',
    'how many traces mention `PaymentGatewayError`?',
  ],
  capabilities: ['help', 'What can you do?', 'hello', 'what can I ask'],
  'which-trace': ['Why did this trace fail?', 'What happened in this run?'],
};

describe('understand', () => {
  it.each(
    Object.entries(wordings).flatMap(([topic, questions]) => questions.map((question) => [question, topic])),
  )('%s → %s', (question, topic) => {
    expect(topicsOf(question)).toEqual([topic]);
  });
});

describe('a question with several parts', () => {
  it.each([
    ['What are the most common failure modes, and which runs are slow?', ['failure-modes', 'costly-runs']],
    ['Which tools fail? How many traces are there?', ['failed-tools', 'dataset-summary']],
    ['Where does the model refuse and what changed since the last run?', ['refusals', 'what-changed']],
    ['What are the failure modes, and do runs recover?', ['failure-modes', 'recovery']],
    [
      'Look at trace `t-1234`. What was the tool sequence? Did the agent ever recover after a tool error?',
      ['one-trace'],
    ],
    [
      'Why did trace t-1234 fail, and what are the most common failure modes?',
      ['one-trace', 'failure-modes'],
    ],
  ])('%s → %j', (question, topics) => {
    expect(topicsOf(question)).toEqual(topics);
  });

  it.each([
    'In runs that called `search_kb` twice, did the second query differ from the first?',
    'Does the second call differ from the first?',
    'Does the answer change after a retry? Is the first answer better than the second?',
    'Do outputs differ for the same input?',
    'Does the order id differ between calls?',
    'Do later turns get worse?',
    'Do runs get slower after the first error?',
    'Compare the first and second query of each run',
    'Compare the two calls in each run',
    'What happens before and after the error?',
    'Do any two runs differ in tool order?',
    'Why did trace t-1234 fail? Did its second query differ from the first?',
  ])('leaves what compares parts of a run: %s', (question) => {
    expect(topicsOf(question)).not.toContain('what-changed');
    expect(understand(question).left).not.toEqual([]);
  });

  it.each([
    'How does gpt-5.4 differ from gpt-5-mini?',
    'Does the first error still occur more often than in the last run?',
    'What is the difference between the last two runs?',
    'Did answers get worse since the previous import?',
    'How do the failing runs differ from those that succeed?',
    'What is different about failed traces?',
    'What changed since the last one?',
    'What changed since last time?',
    'What got worse after the prompt change?',
    'What is the difference between tool a_1 and tool b_1?',
  ])('compares: %s', (question) => {
    expect(topicsOf(question)).toEqual(['what-changed']);
  });

  it.each(['Why did the last run fail?', 'What failed in my previous run?'])(
    'compares nothing where a run is only said to be the last: %s',
    (question) => {
      expect(topicsOf(question)).not.toContain('what-changed');
    },
  );

  it.each([
    'Why did the last run fail?',
    'What went wrong in the newest trace?',
    'show me the latest run',
    'did the most recent failed run recover?',
  ])('means the trace that began last: %s', (question) => {
    expect(topicsOf(question)).toEqual(['latest-trace']);
  });

  it('knows what breaks', () => {
    expect(understand('Which tools are used most and which ones break?').words).toEqual([]);
  });

  it('says what it left', () => {
    expect(understand('Which runs are slow? And write me a poem about it.')).toMatchObject({
      parts: [{ topic: 'costly-runs' }],
      left: ['And write me a poem about it.'],
    });
  });
});
