import { describe, expect, it } from 'vitest';
import { understand } from './understand';

const topicsOf = (question: string) => understand(question).parts.map((part) => part.topic);

describe('a question of something else', () => {
  it.each([
    'Write me a poem.',
    'Write me a poem about errors',
    'What is the weather like?',
    'Who is the president of France?',
    'Translate this into German',
    'Is the answer factually correct?',
    'sing',
    '42',
    'asdf qwer zxcv',
  ])('is not answered: %s', (question) => {
    expect(topicsOf(question)).toEqual([]);
  });
});
