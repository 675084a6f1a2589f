import { describe, expect, it } from 'vitest';
import { meansTime, readTime } from './read-time';

const exact = 1776922320123456789n; // 2026-04-23T05:32:00.123456789Z

describe('a time', () => {
  it.each([
    ['2026-04-23T05:32:00.123456789Z', exact],
    ['2026-04-23T07:32:00.123456789+02:00', exact],
    ['2026-04-23T00:02:00.123456789-0530', exact],
    ['2026-04-23 05:32:00.123456789', exact],
    ['2026-04-23T05:32:00.123456789123Z', exact],
    ['2026-04-23T05:32:00.1Z', 1776922320100000000n],
    ['2026-04-23T05:32:00Z', 1776922320000000000n],
    ['2026-04-23T05:32Z', 1776922320000000000n],
    ['2026-04-23', 1776902400000000000n],
    ['1969-12-31T23:59:59.5Z', -500000000n],
    ['1776922320123456789', exact],
    ['1776922320123456.789', exact],
    ['1776922320123.456789', exact],
    ['1776922320.123456789', exact],
    [1776922320123, 1776922320123000000n],
    [1776922320123.4, 1776922320123400000n],
    [1776922320123456, 1776922320123456000n],
    [1776922320.5, 1776922320500000000n],
    [[1776922320, 123456789], exact],
    [['1776922320', 123456789], exact],
  ])('%j is exact to the nanosecond', (written, ns) => {
    expect(readTime(written)).toBe(ns);
  });

  it.each([
    null,
    undefined,
    '',
    'yesterday',
    '2026-13-45T00:00:00Z',
    '2026-04-23T25:00:00Z',
    '2026-02-30',
    '0001-01-01T00:00:00Z',
    '2300-01-01T00:00:00.000000000Z',
    '0001-01-01T00:00:00+00:00',
    0,
    '0',
    [0, 0],
    -5,
    Number.NaN,
    {},
    [],
    [1],
    true,
    '99999999999999999999999',
  ])('%j says nothing', (written) => {
    expect(readTime(written)).toBeNull();
  });

  it('that cannot be read was meant as one, unless it is what exporters write for none', () => {
    const none = [null, undefined, '', ' ', 0, '0', '0.0', [0, 0], ['0', 0], [], '0001-01-01T00:00:00Z'];
    expect(none.filter(meansTime)).toEqual([]);
    const meant = ['yesterday', '2026-02-30', -5, {}, [1], true, '99999999999999999999999'];
    expect(meant.filter(meansTime)).toEqual(meant);
  });
});
