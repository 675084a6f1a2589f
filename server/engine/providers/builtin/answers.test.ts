import { expect, it } from 'vitest';
import { read, viewedSchema } from './answers';

it('reads a span whose line says nothing, or says it in another form', () => {
  const lines = [
    { span_id: 'a', name: null, attributes: null },
    { span_id: 'b', name: 7, attributes: [{ key: 'tool.name', value: { stringValue: 'look' } }] },
  ];
  const viewed = read(viewedSchema, { ok: true, result: { trace_id: 't', spans: lines } });
  expect(viewed?.spans.map((span) => [span.span_id, span.name, span.attributes])).toEqual([
    ['a', undefined, undefined],
    ['b', undefined, undefined],
  ]);
});
