import { expect, it } from 'vitest';
import { escapeMarkdown } from './escape-markdown';

it('keeps what Markdown would take for its own', () => {
  expect(escapeMarkdown('<id> *is* `x` [a] _b_ ~c~ a|b \\')).toBe(
    '\\<id> \\*is\\* \\`x\\` \\[a\\] \\_b\\_ \\~c\\~ a\\|b \\\\',
  );
  expect(escapeMarkdown('lookup_order fails')).toBe('lookup_order fails');
});
