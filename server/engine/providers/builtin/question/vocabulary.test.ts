import { describe, expect, it } from 'vitest';
import { mendWord } from './vocabulary';

describe('mendWord', () => {
  it.each([
    ['failrue', 'failure'],
    ['comon', 'common'],
    ['erorr', 'error'],
    ['tarces', 'traces'],
    ['slwoest', 'slowest'],
    ['refusla', 'refusal'],
    ['expensve', 'expensive'],
    ['wich', 'which'],
    ['recovred', 'recovered'],
  ])('takes %s for %s', (typed, meant) => {
    expect(mendWord(typed)).toBe(meant);
  });

  it.each([
    'lookup_order',
    'gpt-5-mini',
    'fails',
    'weather',
    'mails',
    'form',
    'trade',
    'tags',
    '5xx',
    'steps',
  ])('leaves %s as it is', (word) => {
    expect(mendWord(word)).toBe(word);
  });
});
