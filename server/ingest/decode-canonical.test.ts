import { describe, expect, it } from 'vitest';
import { decodeCanonical } from './decode-canonical';

function reasonOf(text: string): string {
  const decoded = decodeCanonical(text);
  return decoded.ok ? 'accepted' : decoded.reason;
}

describe('a line of canonical JSON', () => {
  it('is a span when it has both ids', () => {
    expect(decodeCanonical('{"trace_id":"t","span_id":"s","name":"n"}')).toMatchObject({
      ok: true,
      traceId: 't',
      spanId: 's',
    });
  });

  it('keeps every digit of an id that is a number, as it is spelled', () => {
    const text =
      '{"attributes":{"trace_id":1},"name":"\\"trace_id\\": 5","trace_id":18446744073709551615,"span_id" : 1e3}';
    expect(decodeCanonical(text)).toMatchObject({ traceId: '18446744073709551615', spanId: '1e3' });
  });

  it('may hold the NaN and Infinity that Python writes', () => {
    const text =
      '{"trace_id":"t","span_id":"s","attributes":{"a":NaN,"b":-Infinity,"c":"say NaN, \\"Infinity\\""}}';
    expect(decodeCanonical(text)).toMatchObject({
      ok: true,
      record: { attributes: { a: null, b: null, c: 'say NaN, "Infinity"' } },
    });
  });

  it('is refused where JSON is broken, with the place', () => {
    expect(reasonOf('{"trace_id":"t","span_id":"s",}')).toMatch(
      /^not valid JSON: .*at character 30|double-quoted/,
    );
    expect(reasonOf('{"trace_id":"t')).toMatch(/^not valid JSON: Unterminated string/);
    expect(reasonOf('hello')).toMatch(/^not valid JSON/);
    expect(reasonOf('{"a":1} {"b":2}')).toMatch(/^not valid JSON/);
  });

  it('is refused with what it lacks', () => {
    expect(reasonOf('{"name":"x"}')).toBe('JSON, but no span: no trace_id and no span_id');
    expect(reasonOf('{"trace_id":"t","span_id":""}')).toBe('JSON, but no span: span_id is empty');
    expect(reasonOf('{"trace_id":null,"span_id":{}}')).toBe(
      'JSON, but no span: trace_id is null and span_id is an object',
    );
    expect(reasonOf('[1,2]')).toMatch(/a list/);
    expect(reasonOf('"text"')).toMatch(/a string/);
    expect(reasonOf('null')).toMatch(/null/);
  });

  it('is refused by name where it is another form', () => {
    expect(reasonOf('{"resourceSpans":[]}')).toMatch(/OTLP\/JSON/);
    expect(reasonOf('{"object":"trace.span","id":"span_1","trace_id":"t"}')).toMatch(/OpenAI Agents/);
    expect(reasonOf('{"traceId":"t","id":"s"}')).toMatch(/JavaScript SDK/);
    expect(reasonOf('{"context":{"trace_id":"0x1","span_id":"0x2"},"name":"n"}')).toMatch(/Python/);
    expect(reasonOf('{"data":[{"traceID":"a","spans":[]}]}')).toMatch(/Jaeger/);
  });

  it('is decoded in one piece however long a string in it is', () => {
    const text = `{"a":"${'\\\\"x'.replace('\\\\', '\\').repeat(400_000)}","b":NaN,"trace_id":12345678901234567890,"span_id":"s"}`;
    expect(decodeCanonical(text)).toMatchObject({ ok: true, traceId: '12345678901234567890' });
  });
});
