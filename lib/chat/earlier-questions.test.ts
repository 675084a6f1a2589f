import { expect, it } from 'vitest';
import { earlierQuestions } from './earlier-questions';
import { type Exchange, newExchange } from './exchange';

const asked = (id: string, continues: string | null): Exchange => ({
  ...newExchange(id, `question ${id}`),
  continues,
});

it('follows a conversation back to its first question', () => {
  const exchanges = [asked('a', null), asked('b', 'a'), asked('c', 'b')];
  expect(earlierQuestions(exchanges, asked('c', 'b'))).toEqual(['question a', 'question b']);
  expect(earlierQuestions(exchanges, asked('a', null))).toEqual([]);
});

it('leaves out what the run did not go on from, and ends where a run is missing or comes again', () => {
  const exchanges = [asked('a', 'gone'), asked('x', null), asked('b', 'a')];
  expect(earlierQuestions(exchanges, asked('b', 'a'))).toEqual(['question a']);
  const circle = [asked('a', 'b'), asked('b', 'a')];
  expect(earlierQuestions(circle, asked('b', 'a'))).toEqual(['question b', 'question a']);
});
