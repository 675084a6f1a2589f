import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { views } from './views';

it('are described to the last column in docs/sql.md', () => {
  const doc = readFileSync(new URL('../../docs/sql.md', import.meta.url), 'utf8');
  for (const view of views) {
    const section = doc.split(`## ${view.name}\n`)[1]?.split('\n## ')[0] ?? '';
    expect([...section.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1])).toEqual(
      view.columns.map((column) => column.name),
    );
  }
});
