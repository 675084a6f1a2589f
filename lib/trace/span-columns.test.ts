import { expect, test } from 'vitest';
import { makeSpan } from './make-span';
import { decodeSpans, encodeSpans } from './span-columns';

test('spans come back the same in every field', () => {
  const spans = [
    makeSpan({ row: 0, startOffsetNs: null, durationNs: null }),
    makeSpan({
      row: 7,
      spanId: 'a "quoted" id',
      parentSpanId: 's0',
      name: '',
      observationKind: 'GUARDRAIL',
      startOffsetNs: 1_777_053_602_123,
      durationNs: 0,
      status: 'ERROR',
      statusMessage: 'boom\n</script>',
      errorClass: 'silent',
      failureText: 'Errno 2',
      toolName: 'grep',
      modelName: 'gpt-5.4',
      agentName: 'desk',
      inputTokens: 12,
      outputTokens: 0,
      costUsd: 0.001_25,
      bytes: 4_096,
      conflict: true,
    }),
  ];
  expect(decodeSpans(encodeSpans(spans))).toEqual(spans);
});

test('texts that repeat are sent once', () => {
  const spans = Array.from({ length: 50 }, (_, row) =>
    makeSpan({ row, name: 'a name that all of them share' }),
  );
  expect(encodeSpans(spans).split('a name that all of them share')).toHaveLength(2);
});

test('anything else is refused', () => {
  expect(() => decodeSpans('{"texts":[],"spans":[["x"]]}')).toThrow();
});
