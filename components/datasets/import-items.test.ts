import { describe, expect, it } from 'vitest';
import { type ImportAction, importItems } from './import-items';

const uploading: ImportAction = {
  type: 'added',
  item: { key: 'a', names: ['a.jsonl'], state: { step: 'uploading', sent: 0, total: 10 } },
};

function fold(...actions: ImportAction[]) {
  return actions.reduce(importItems, []);
}

describe('the imports of a page', () => {
  it('go from uploading over importing to an end', () => {
    const importing = fold(uploading, {
      type: 'changed',
      key: 'a',
      state: { step: 'importing', importId: 'i', progress: null },
    });
    expect(importing[0]?.state).toEqual({ step: 'importing', importId: 'i', progress: null });
    const failed = importItems(importing, {
      type: 'told',
      key: 'a',
      importId: 'i',
      event: { type: 'failed', code: 'unreadable', message: 'There is no span in a.jsonl.' },
    });
    expect(failed[0]?.state).toEqual({ step: 'failed', message: 'There is no span in a.jsonl.' });
  });

  it('stand side by side until they are dismissed', () => {
    const second: ImportAction = {
      type: 'added',
      item: { key: 'b', names: ['b.jsonl'], state: { step: 'cancelled' } },
    };
    expect(fold(uploading, second).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(fold(uploading, second, { type: 'dismissed', key: 'a' }).map(({ key }) => key)).toEqual(['b']);
  });
});
