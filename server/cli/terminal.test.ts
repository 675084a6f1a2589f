import { expect, it } from 'vitest';
import { withoutControls } from './terminal';

it('takes away what a terminal would obey, and keeps the text and its lines', () => {
  expect(withoutControls('é\t1\r\n2\n\x1b]52;c;eA==\x07\x9b2J\rover')).toBe(
    'é\t1\r\n2\n\uFFFD]52;c;eA==\uFFFD\uFFFD2J\uFFFDover',
  );
});
