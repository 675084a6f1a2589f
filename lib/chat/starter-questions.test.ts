import { expect, it } from 'vitest';
import { starterQuestions, withTraceId } from './starter-questions';

it('begins with the trace where one is on screen', () => {
  expect(starterQuestions({ traceId: 't-1' })[0]).toMatch(/^Why did this trace fail/);
  expect(starterQuestions(null)[0]).toMatch(/most common failure modes/);
});

it('puts the id of the trace on screen into the question', () => {
  expect(withTraceId('Why did this trace fail?', 't-1')).toBe('Why did trace t-1 fail?');
  expect(withTraceId('Why did this trace fail?', null)).toBe('Why did this trace fail?');
  expect(withTraceId('Is t-1 this trace?', 't-1')).toBe('Is t-1 this trace?');
  expect(withTraceId('What fails most?', 't-1')).toBe('What fails most?');
});
