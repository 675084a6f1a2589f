import { expect, test } from 'vitest';
import { tabThatShows } from './payload-tab';
import { readSpanPayload } from './span-payload';

const raw = JSON.stringify({
  trace_id: 'trace-1',
  status: { code: 2, message: 'it broke' },
  attributes: {
    'input.value': '{"path":"./src"}',
    'llm.provider': 'openai',
    'gen_ai.prompt.0.role': 'user',
    'gen_ai.prompt.0.content': 'hi "you"',
  },
  resource: { attributes: { 'service.name': 'desk' } },
  events: [
    { name: 'retry', attributes: { attempt: 2, why: 'slow' } },
    { name: 'exception', attributes: { 'exception.message': 'gone' } },
  ],
});
const payload = readSpanPayload(raw);

test.each([
  ['payload', '"path": "./src"'],
  ['payload', 'hi \\"you\\"'],
  ['payload', 'it broke'],
  ['payload', 'gone'],
  ['attributes', 'openai'],
  ['attributes', 'desk'],
  ['events', 'slow'],
  ['raw', 'trace-1'],
])('opens %s for %j', (tab, quote) => {
  expect(tabThatShows(payload, raw, [quote])).toBe(tab);
});

test('opens nothing for words that are not there', () => {
  expect(tabThatShows(payload, raw, ['invented'])).toBeNull();
});
