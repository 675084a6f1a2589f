import { expect, it } from 'vitest';
import { findingCitations } from './finding-citations';

it('names a span once that is quoted twice, with the first of its quotes', () => {
  const evidence = [
    { trace_id: 't', span_id: 'a' },
    { trace_id: 't', span_id: 'a', quote: 'gone' },
    { trace_id: 't', span_id: 'a', quote: 'Errno 2' },
    { trace_id: 't', span_id: 'b', quote: 'late' },
    { trace_id: 't' },
  ];
  expect(findingCitations({ evidence, evidenceNames: ['one', 'one', 'one', 'two', 'root'] })).toEqual([
    { traceId: 't', spanId: 'a', name: 'one', quote: 'gone' },
    { traceId: 't', spanId: 'b', name: 'two', quote: 'late' },
    { traceId: 't', spanId: null, name: 'root', quote: null },
  ]);
});

it('does without names, as in a finding of an older diagnosis', () => {
  expect(findingCitations({ evidence: [{ trace_id: 't' }] })).toEqual([
    { traceId: 't', spanId: null, name: null, quote: null },
  ]);
});
