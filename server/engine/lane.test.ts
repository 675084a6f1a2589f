import { expect, it } from 'vitest';
import { createLane } from './lane';

const never = new AbortController().signal;

it('lets so many through at once, and the others in the order in which they came', async () => {
  const lane = createLane(1);
  const order: string[] = [];
  const leave = await lane.enter(never);
  const waiting = ['a', 'b'].map(async (name) => {
    const out = await lane.enter(never);
    order.push(name);
    out();
  });
  expect(order).toEqual([]);
  leave();
  await Promise.all(waiting);
  expect(order).toEqual(['a', 'b']);
  await lane.enter(never);
});

it('loses no place to who gives up waiting', async () => {
  const lane = createLane(1);
  const leave = await lane.enter(never);
  const gaveUp = new AbortController();
  const waiting = lane.enter(gaveUp.signal);
  gaveUp.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  leave();
  await lane.enter(never);
  await expect(lane.enter(gaveUp.signal)).rejects.toThrow('enough');
});
