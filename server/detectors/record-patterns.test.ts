import { describe, expect, it } from 'vitest';
import type { FixtureSpan } from '../store/fixture-database';
import { found } from './patterns-fixture';

describe('error signatures', () => {
  const failing: FixtureSpan = {
    name: 'lookup',
    status: 'ERROR',
    error_class: 'origin',
    failure_text: 'Order 17 is missing',
    failure_mask: 'Order <n> is missing',
  };

  it('are one where the name and the masked text are the same', async () => {
    const patterns = await found('error-signatures', [
      { ...failing, trace_id: 'a' },
      { ...failing, trace_id: 'a', failure_text: 'Order 18 is missing' },
      { ...failing, trace_id: 'b' },
      { ...failing, trace_id: 'b', name: 'other' },
    ]);
    expect(patterns).toMatchObject([
      {
        subject: 'lookup',
        signature: 'Order <n> is missing',
        label: 'lookup fails: Order <n> is missing',
        errorClass: 'origin',
        spans: 3,
        traces: 2,
        ofTraces: 2,
        calls: null,
      },
      { subject: 'other', spans: 1, traces: 1 },
    ]);
    expect(patterns[0]?.examples).toEqual([
      { traceId: 'a', spanId: 's0', quote: 'Order 17 is missing' },
      { traceId: 'b', spanId: 's2', quote: 'Order 17 is missing' },
    ]);
  });

  it('count as what explains most where classes differ, and leave silent failures to their own detector', async () => {
    const patterns = await found('error-signatures', [
      { ...failing, error_class: 'propagated' },
      { ...failing, error_class: 'handled', status: 'OK' },
      { ...failing, error_class: 'silent', status: 'OK' },
    ]);
    expect(patterns).toMatchObject([{ errorClass: 'handled', spans: 2 }]);
  });

  it('include failures that say nothing', async () => {
    const patterns = await found('error-signatures', [
      { name: 'mute', status: 'ERROR', error_class: 'origin' },
    ]);
    expect(patterns).toMatchObject([{ label: 'mute fails without a message', signature: null }]);
  });
});

it('call a tool by its name, whatever its spans are called', async () => {
  const call: FixtureSpan = { name: 'function.search', observation_kind: 'TOOL', tool_name: 'search' };
  const failed = { ...call, status: 'ERROR', error_class: 'origin', failure_mask: 'timeout' } as const;
  expect(await found('error-signatures', [failed])).toMatchObject([
    { label: 'search fails: timeout', subject: 'search' },
  ]);
  const silent = { ...call, error_class: 'silent', failure_kind: 'tool-error' } as const;
  expect(await found('silent-failures', [silent])).toMatchObject([
    { label: 'search returns an error as if it were a result' },
  ]);
});

describe('failed tools', () => {
  it('count calls that fail by status or in silence, beside all calls', async () => {
    const call: FixtureSpan = { observation_kind: 'TOOL', tool_name: 'search' };
    const patterns = await found('failed-tools', [
      { ...call, status: 'ERROR', error_class: 'origin' },
      { ...call, status: 'ERROR', error_class: 'propagated', trace_id: 'b' },
      { ...call, error_class: 'silent' },
      { ...call, error_class: 'handled' },
      call,
      { ...call, tool_name: 'healthy' },
      { observation_kind: 'AGENT', status: 'ERROR', error_class: 'propagated' },
    ]);
    expect(patterns).toMatchObject([{ key: 'search', spans: 3, traces: 2, calls: 5 }]);
  });
});

describe('silent failures', () => {
  it('are told by kind and by what they say, refusals in whatever words as one', async () => {
    const silent: FixtureSpan = { name: 'chat', error_class: 'silent' };
    const patterns = await found('silent-failures', [
      { ...silent, failure_kind: 'refusal', failure_mask: 'I cannot help' },
      { ...silent, failure_kind: 'refusal', failure_mask: 'I am unable to', trace_id: 'b' },
      { ...silent, failure_kind: 'cut-off', trace_id: 'b' },
      { ...silent, failure_kind: 'empty-answer', trace_id: 'b' },
      { ...silent, name: 'tool', failure_kind: 'tool-error', failure_mask: 'Errno <n>' },
      { status: 'ERROR', error_class: 'origin' },
    ]);
    expect(patterns.map((pattern) => pattern.label).sort()).toEqual([
      'chat answers nothing',
      'chat is cut off before the answer is complete',
      'chat refuses to answer',
      'tool returns an error as if it were a result: Errno <n>',
    ]);
    expect(patterns.find(({ label }) => label === 'chat refuses to answer')).toMatchObject({ traces: 2 });
  });

  it.each([
    [
      'unknown-tool',
      'A tool that does not exist is called: f',
      'f is told that it called a tool that does not exist',
    ],
    [
      'invalid-arguments',
      'f is called with arguments it does not take',
      'f is told that it called a tool with arguments it does not take',
    ],
  ])('of the kind %s tell a call from a model that is told of one', async (failure_kind, called, told) => {
    const silent: FixtureSpan = { name: 'f', tool_name: 'f', error_class: 'silent', failure_kind };
    for (const [observation_kind, label] of [
      ['TOOL', called],
      ['LLM', told],
    ] as const) {
      expect(await found('silent-failures', [{ ...silent, observation_kind }])).toMatchObject([{ label }]);
    }
  });
});

describe('agents out of turns', () => {
  it.each([
    'MaxTurnsExceeded: Max turns (10) exceeded',
    'GraphRecursionError: Recursion limit of 25 reached without hitting a stop condition',
    'Agent stopped due to max iterations.',
    'The step limit of 40 exceeded',
    'ran out of turns',
  ])('are told by what they say: %s', async (failure_text) => {
    const spans = [{ name: 'agent', status: 'ERROR', error_class: 'origin', failure_text }];
    expect(await found('ran-out-of-turns', spans)).toMatchObject([{ key: 'agent', spans: 1 }]);
  });

  it.each(['Turn left is not allowed', 'maximum context length exceeded', 'Rate limit reached'])(
    'are not seen in: %s',
    async (failure_text) => {
      const spans = [{ name: 'agent', status: 'ERROR', error_class: 'origin', failure_text }];
      expect(await found('ran-out-of-turns', spans)).toEqual([]);
    },
  );

  it('are told once, not at every span that passes it on', async () => {
    const failure: FixtureSpan = { status: 'ERROR', failure_text: 'max turns exceeded' };
    const patterns = await found('ran-out-of-turns', [
      { ...failure, name: 'agent', error_class: 'origin' },
      { ...failure, name: 'root', error_class: 'propagated' },
    ]);
    expect(patterns.map(({ key }) => key)).toEqual(['agent']);
  });
});

it('spans without an end are unfinished, by name', async () => {
  const patterns = await found('unfinished-spans', [
    { name: 'agent', start_ns: 1, end_ns: null },
    { name: 'agent', start_ns: 1, end_ns: null, trace_id: 'b' },
    { name: 'agent', start_ns: 1, end_ns: 2 },
    { name: 'agent', start_ns: 1, end_ns: null, conflict: true },
  ]);
  expect(patterns).toMatchObject([{ key: 'agent', label: 'agent has no end', spans: 2, traces: 2 }]);
});

describe('failures by their kind', () => {
  const tool: FixtureSpan = { observation_kind: 'TOOL', tool_name: 'search', name: 'execute_tool search' };
  const model: FixtureSpan = { observation_kind: 'LLM', model_name: 'm-1', name: 'chat' };

  it.each([
    ['unknown-tools', 'unknown-tool', tool, 'search is called, and there is no such tool'],
    ['unknown-tools', 'unknown-tool', model, 'm-1 calls tools that do not exist'],
    ['invalid-arguments', 'invalid-arguments', tool, 'search is called with arguments that it does not take'],
    ['invalid-arguments', 'invalid-arguments', model, 'm-1 calls tools with arguments that they do not take'],
    ['refusals', 'refusal', model, 'm-1 refuses to answer'],
    ['empty-answers', 'empty-answer', model, 'm-1 answers nothing'],
    ['cut-off-answers', 'cut-off', model, 'm-1 is cut off before its answer is complete'],
  ] as const)('%s are spans of the kind %s, passed on by nobody', async (detector, kind, span, label) => {
    const patterns = await found(detector, [
      { ...span, error_class: 'silent', failure_kind: kind },
      { ...span, error_class: 'origin', status: 'ERROR', failure_kind: kind },
      { ...span, error_class: 'propagated', status: 'ERROR', failure_kind: kind },
      { ...span, error_class: 'silent', failure_kind: 'tool-error' },
    ]);
    expect(patterns).toMatchObject([{ label, spans: 2 }]);
  });

  it('names a model call by its span where it has no model', async () => {
    const span: FixtureSpan = { observation_kind: 'LLM', name: 'chat', error_class: 'silent' };
    expect(await found('refusals', [{ ...span, failure_kind: 'refusal' }])).toMatchObject([{ key: 'chat' }]);
  });
});

describe('rate limits', () => {
  const failed: FixtureSpan = { observation_kind: 'LLM', model_name: 'm-1', error_class: 'origin' };

  it.each([
    'RateLimitError: limit of 30000 tokens a minute',
    'HTTP 429: slow down',
    'Error code: 429 - overloaded',
    'Too Many Requests',
    'ThrottlingException: request was throttled',
    'You exceeded your current quota',
  ])('are told by what the failure says: %s', async (failure_text) => {
    expect(await found('rate-limits', [{ ...failed, failure_text }])).toMatchObject([{ key: 'm-1' }]);
  });

  it.each(['order 429 not found', 'error in line 4290', 'the context limit was reached'])(
    'are not seen in: %s',
    async (failure_text) => {
      expect(await found('rate-limits', [{ ...failed, failure_text }])).toEqual([]);
    },
  );
});

describe('recovery', () => {
  const call: FixtureSpan = { observation_kind: 'TOOL', tool_name: 'search' };
  const other: FixtureSpan = { observation_kind: 'TOOL', tool_name: 'other' };
  const failed: FixtureSpan = { ...call, status: 'ERROR', error_class: 'origin', start_ns: 5 };

  it.each([
    ['recovered', 'the call goes well later', [failed, { ...call, start_ns: 6 }]],
    ['recovered', 'it was handled where it failed', [{ ...failed, status: 'OK', error_class: 'handled' }]],
    ['went-on', 'only another call goes well', [failed, { ...other, start_ns: 6 }]],
    ['stopped', 'nothing comes after', [{ ...call, start_ns: 1 }, failed]],
    ['stopped', 'only an agent ends well', [failed, { observation_kind: 'AGENT', start_ns: 6 }]],
    ['stopped', 'all that comes fails too', [failed, { ...failed, start_ns: 6 }]],
  ] as const)('%s: %s', async (outcome, _, spans) => {
    const patterns = await found('recovery', spans);
    expect(patterns).toMatchObject([{ key: `${outcome}:search`, subject: 'search', spans: 1 }]);
  });

  it('is told once a trace for each call, by its last failure', async () => {
    const patterns = await found('recovery', [
      { ...failed, start_ns: 1 },
      { ...failed, start_ns: 2 },
      { ...other, status: 'ERROR', error_class: 'origin', start_ns: 3 },
      { ...call, start_ns: 4 },
    ]);
    expect(patterns.map(({ key, spans }) => [key, spans])).toEqual([
      ['recovered:search', 1],
      ['went-on:other', 1],
    ]);
  });
});
