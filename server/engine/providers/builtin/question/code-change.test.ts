import { describe, expect, it } from 'vitest';
import { understand } from './understand';

describe('a question for code', () => {
  it.each([
    ['Propose a fix for the most common error.', 'failure-modes'],
    ['Which line causes the failure?', 'failure-modes'],
    ['How should I fix this?', 'failure-modes'],
    ['Write the patch', 'failure-modes'],
    ['Please edit prompts/instructions.txt.', 'failure-modes'],
    ['How do I fix the slow runs?', 'costly-runs'],
    ['Suggest a code change that stops the refusals', 'refusals'],
    ['which file is the bug in?', 'failure-modes'],
    ['Fix lookup_order', 'failure-modes'],
    ['Show me a diff', 'failure-modes'],
    ['What should I change in the system prompt?', 'failure-modes'],
    ['Propose a fix for trace t-1234', 'one-trace'],
  ])('is one, and its diagnosis is: %s → %s', (question, topic) => {
    expect(understand(question)).toMatchObject({ asksForCode: true, parts: [{ topic }] });
  });

  it('is none where only data is asked for', () => {
    for (const question of [
      'Which tools fail?',
      'What changed since the last run?',
      'Show me the failed runs',
      'status code',
    ]) {
      expect(understand(question).asksForCode).toBe(false);
    }
  });
});
