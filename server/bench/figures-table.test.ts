import { expect, it } from 'vitest';
import { atLeast, atMost } from './figure';
import { figuresTable } from './figures-table';

it('sets each figure beside its budget and says which is missed', () => {
  const table = figuresTable([
    { what: 'import, long', value: 81.25, unit: 'MB/s', budget: atLeast(70), note: 'median of 3' },
    { what: 'one payload', value: 51, unit: 'ms', budget: atMost(50), note: 'p95 of 40' },
    { what: 'peak of the server', value: 412, unit: 'MB', budget: null, note: '' },
  ]);
  const cells = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  expect(cells[2]).toEqual(['', 'import, long', '81.3 MB/s', 'at least 70.0 MB/s', 'met', 'median of 3', '']);
  expect(cells[3]).toEqual(['', 'one payload', '51.0 ms', 'at most 50.0 ms', 'MISSED', 'p95 of 40', '']);
  expect(cells[4]).toEqual(['', 'peak of the server', '412 MB', '', '', '', '']);
});
