import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson';

describe('wilsonInterval', () => {
  it('gives the published interval of 10 in 100', () => {
    const { low, high } = wilsonInterval(10, 100);
    expect(low).toBeCloseTo(0.0552, 4);
    expect(high).toBeCloseTo(0.1744, 4);
  });

  it('stays inside 0 and 1 where none or all match', () => {
    expect(wilsonInterval(0, 3)).toEqual({ low: 0, high: expect.closeTo(0.5615, 3) });
    expect(wilsonInterval(3, 3)).toEqual({ low: expect.closeTo(0.4385, 3), high: 1 });
  });

  it('knows nothing of an empty set', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
