import { expect, test } from 'vitest';
import { epochNs } from './exact-time';
import { JsonNumber } from './json-value';

const exact = 1_777_053_602_123_456_789n;

test.each([
  ['ISO with nanoseconds', '2026-04-24T18:00:02.123456789Z', exact],
  ['ISO with another offset', '2026-04-24T20:00:02.123456789+02:00', exact],
  ['ISO without decimals', '2026-04-24 18:00:02', 1_777_053_602_000_000_000n],
  ['nanoseconds in a text', '1777053602123456789', exact],
  ['nanoseconds as a number', new JsonNumber('1777053602123456789'), exact],
  ['microseconds', new JsonNumber('1777053602123456'), 1_777_053_602_123_456_000n],
  ['milliseconds', new JsonNumber('1777053602123'), 1_777_053_602_123_000_000n],
  ['seconds with decimals', new JsonNumber('1777053602.5'), 1_777_053_602_500_000_000n],
  ['seconds and nanoseconds', [new JsonNumber('1777053602'), new JsonNumber('123456789')], exact],
])('reads %s to the nanosecond', (_, value, expected) => {
  expect(epochNs(value)).toBe(expected);
});

test.each([null, '', 'yesterday', true, [], '-5', '2026-13-40T00:00:00Z'])('has no time for %j', (value) => {
  expect(epochNs(value)).toBeNull();
});
