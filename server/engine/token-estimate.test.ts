import { expect, it } from 'vitest';
import { createTokenEstimate } from './token-estimate';

it('goes by the length before the first count, and by the difference to the last one afterwards', () => {
  const estimate = createTokenEstimate();
  expect(estimate.of(3300)).toBe(1000);
  estimate.learn({ characters: 3300, tokens: 2500 });
  expect(estimate.of(3300)).toBe(2500);
  expect(estimate.of(6600)).toBe(3500);
  expect(estimate.of(1650)).toBe(2000);
});

it('does not believe an endpoint that counts nothing, or next to nothing', () => {
  const estimate = createTokenEstimate();
  estimate.learn({ characters: 8000, tokens: 0 });
  expect(estimate.of(3300)).toBe(1000);
  estimate.learn({ characters: 8000, tokens: 3 });
  expect(estimate.of(8000)).toBe(1000);
});
