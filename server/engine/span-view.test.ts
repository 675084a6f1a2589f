import { describe, expect, it } from 'vitest';
import { viewSpan } from './span-view';

const view = (line: object, cut = 4096) => viewSpan(JSON.stringify(line), cut);

describe('a span as a model is shown it', () => {
  it('cuts values at so many characters and says how many there were', () => {
    const span = view({ name: 'n', attributes: { exact: 'x'.repeat(10), long: 'y'.repeat(11) } }, 10);
    expect(span.attributes).toEqual({
      exact: 'x'.repeat(10),
      long: `${'y'.repeat(10)}… [cut: 11 characters in all]`,
    });
  });

  it('keeps short objects as they are, and cuts long ones as the JSON that they are', () => {
    const span = view({ attributes: { short: { a: [1, null] }, long: { a: ['b'.repeat(20)] } } }, 14);
    expect(span.attributes).toEqual({
      short: { a: [1, null] },
      long: '{"a":["bbbbbbb… [cut: 30 characters in all]',
    });
  });

  it('leaves flat projections out and says so, of lists of keys and values as well', () => {
    const flat = {
      'llm.input_messages.0.message.content': 'hi',
      'llm.output_messages.12.message.role': 'assistant',
      'mcp.tools.0.name': 'x',
    };
    const kept = { 'llm.input_messages': '[]', 'llm.input_messages_count': 1, 'mcp.tools': '[]' };
    const list = Object.entries({ ...flat, 'llm.input_messages': '[]' }).map(([key, stringValue]) => ({
      key,
      value: { stringValue },
    }));
    expect(view({ attributes: { ...flat, ...kept } }).attributes).toEqual({
      ...kept,
      __halo_dropped_flat_projections: expect.stringMatching(/^3 keys/),
    });
    expect(view({ attributes: list }).attributes).toEqual({
      'llm.input_messages': '[]',
      __halo_dropped_flat_projections: expect.stringMatching(/^3 keys/),
    });
  });

  it('keeps the digits of numbers that JavaScript would round', () => {
    const raw = '{"attributes":{"order":9007199254740993,"plain":1.5,"list":[12345678901234567890,1e400]}}';
    expect(viewSpan(raw, 4096).attributes).toEqual({
      order: '9007199254740993',
      plain: 1.5,
      list: ['12345678901234567890', '1e400'],
    });
  });

  it('reads what Python writes for no number', () => {
    const raw = '{"name":"score","attributes":{"loss":NaN,"bound":-Infinity,"text":"NaN"}}';
    expect(viewSpan(raw, 4096)).toEqual({
      name: 'score',
      attributes: { loss: 'NaN', bound: '-Infinity', text: 'NaN' },
    });
  });

  it('shows what lies too deep as text', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const span = viewSpan(`{"name":"n","events":[${deep}],"attributes":{"deep":${deep}}}`, 40);
    const cut = `${'['.repeat(40)}… [cut: 40,000 characters in all]`;
    expect(span.attributes).toEqual({ deep: cut });
    expect(JSON.stringify(span.events)).toContain('characters in all]');
    const shallow = viewSpan(`{"attributes":{"deep":${'['.repeat(3000)}${']'.repeat(3000)}}}`, 16_384);
    expect(shallow.attributes).toEqual({ deep: `${'['.repeat(3000)}${']'.repeat(3000)}` });
  });

  it('cuts texts outside of attributes, wherever they stand', () => {
    const events = [{ name: 'exception', attributes: { 'exception.stacktrace': 'z'.repeat(50) } }];
    expect(view({ status: { message: 'm'.repeat(50) }, events }, 20)).toEqual({
      status: { message: `${'m'.repeat(20)}… [cut: 50 characters in all]` },
      events: [
        {
          name: 'exception',
          attributes: { 'exception.stacktrace': `${'z'.repeat(20)}… [cut: 50 characters in all]` },
        },
      ],
    });
  });

  it('shows a line that is no object as text', () => {
    expect(viewSpan('no json', 4)).toEqual({ raw: 'no j… [cut: 7 characters in all]' });
    expect(viewSpan('[1]', 10)).toEqual({ raw: '[1]' });
  });
});
