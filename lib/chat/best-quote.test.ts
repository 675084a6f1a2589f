import { expect, it } from 'vitest';
import { bestQuote } from './best-quote';

it('prefers the longest words that were found', () => {
  const quotes = [
    { text: 'lookup_order', found: true },
    { text: 'OrderNotFound: ORD-404', found: true },
    { text: 'something that is nowhere to be found', found: false },
  ];
  expect(bestQuote({ quotes })).toBe('OrderNotFound: ORD-404');
  expect(bestQuote({ quotes: [] })).toBeNull();
});
