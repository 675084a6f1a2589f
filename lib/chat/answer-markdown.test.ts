import { describe, expect, it } from 'vitest';
import { answerMarkdown, answerText } from './answer-markdown';
import { conversationOf } from './chat-state';
import { eventsOf, findingFixture, receiptFixture, runStarted } from './diagnosis-fixture';
import { type Exchange, newExchange } from './exchange';
import { inlineCode } from './inline-code';

type Bodies = Parameters<typeof eventsOf>[0];

function exchangeOf(bodies: Bodies): Exchange {
  return conversationOf('d-1', eventsOf([runStarted, ...bodies])).exchanges[0] ?? newExchange('d-1');
}

const call = { type: 'tool-called' as const, callId: 'c-1', name: 'find_patterns', args: {} };

describe('the text of an answer', () => {
  it('is what was written after the last tool call', () => {
    const exchange = exchangeOf([
      { type: 'text-delta', text: 'I look first.' },
      call,
      { type: 'text-delta', text: 'It is the tool.' },
      { ...call, callId: 'c-2', name: 'report_finding' },
      { type: 'text-delta', text: 'That is all.' },
    ]);
    expect(answerText(exchange)).toBe('It is the tool.\n\nThat is all.');
  });

  it('is all that was written when nothing came after the last call', () => {
    expect(answerText(exchangeOf([{ type: 'text-delta', text: 'Only this.' }, call]))).toBe('Only this.');
  });

  it('leaves out what other agents wrote', () => {
    const exchange = exchangeOf([
      { type: 'text-delta', text: 'child', agentId: 'a', depth: 1 },
      { type: 'text-delta', text: 'root' },
    ]);
    expect(answerText(exchange)).toBe('root');
  });
});

describe('an answer as Markdown', () => {
  it('holds question, answer with links, findings and receipt', () => {
    const exchange = exchangeOf([
      { type: 'text-delta', text: 'See `[span:t-00003/s-9]` and [trace:7f00dead], but [trace:t' },
      {
        type: 'citations-checked',
        citations: [
          {
            text: '[span:t-00003/s-9]',
            traceId: 't-00003',
            spanId: 's-9',
            exists: true,
            name: 'lookup_order',
            quotes: [],
          },
          {
            text: '[trace:7f00dead]',
            traceId: '7f00dead',
            spanId: null,
            exists: false,
            name: null,
            quotes: [],
          },
        ],
      },
      { type: 'finding-reported', callId: 'c-9', finding: findingFixture },
      { type: 'run-ended', end: { outcome: 'answered', receipt: receiptFixture } },
    ]);
    expect(answerMarkdown(exchange, { origin: 'http://127.0.0.1:4269' })).toMatchInlineSnapshot(`
      "> What are the most common failure modes?

      See [\`t-00003/s-9\`](http://127.0.0.1:4269/datasets/support-1/traces/t-00003?span=s-9) and ~~7f00dead~~ (not in this dataset), but [trace:t

      ### lookup_order is called with order ids the user never gave

      **critical · failed tool** · 45 of 118 traces · 38.1 % (95 % CI 29.9–47.1 %)

      The tool is asked for an id that stands in no earlier message.

      - [\`t-00003/s-9\`](http://127.0.0.1:4269/datasets/support-1/traces/t-00003?span=s-9&quote=OrderNotFound%3A+ORD-404+does+not+exist): \`OrderNotFound: ORD-404 does not exist\`
      - [\`t-00017/s-4\`](http://127.0.0.1:4269/datasets/support-1/traces/t-00017?span=s-4)

      [\`error:any\` \`tool:lookup_order\`](http://127.0.0.1:4269/datasets/support-1?errors=yes&tool=lookup_order) in \`support-agent.jsonl\`

      *support-agent.jsonl · built-in analyst · matched 45 traces · read 3 traces · read 5 spans · 4 queries · 0 tokens · 812 ms · every quote found*
      "
    `);
  });
});

it('says of an answer that was stopped that it is none yet', () => {
  const exchange = exchangeOf([
    { type: 'text-delta', text: 'So far it is the tool.' },
    { type: 'run-ended', end: { outcome: 'cancelled' } },
  ]);
  expect(answerMarkdown(exchange, { origin: '' })).toBe(
    '> What are the most common failure modes?\n\nSo far it is the tool.\n\n*support-agent.jsonl · built-in analyst · stopped before it was answered*\n',
  );
});

describe('code on one line', () => {
  it('survives backticks and line breaks in the text', () => {
    expect(inlineCode('a\n b')).toBe('`a b`');
    expect(inlineCode('`x`')).toBe('`` `x` ``');
  });
});
