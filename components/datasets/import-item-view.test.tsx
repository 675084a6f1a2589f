import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../lib/contracts/import-report';
import { ImportItemView } from './import-item-view';
import type { ImportState } from './import-items';

const report: ImportReport = {
  datasetId: 'a-1',
  files: [],
  lines: 110,
  spans: 100,
  traces: 7,
  duplicates: 3,
  rejected: 7,
  blank: 0,
  rejections: [],
  warnings: [],
  reused: false,
  ms: 1500,
};

function words(state: ImportState): string {
  const html = renderToStaticMarkup(<ImportItemView state={state} onOpen={() => {}} />);
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('an import in its corner', () => {
  it('says how far it is and how fast', () => {
    const progress = {
      type: 'progress' as const,
      phase: 'reading' as const,
      bytesRead: 30e6,
      bytesTotal: 60e6,
      spans: 12_000,
      rejected: 2,
      ms: 500,
    };
    const state: ImportState = { step: 'importing', importId: 'i', progress };
    expect(words(state)).toBe('30.0 MB of 60.0 MB · 60.0 MB/s · 12.0k spans · 2 rejected');
    const linking: ImportState = { ...state, progress: { ...progress, phase: 'linking', rejected: 0 } };
    expect(words(linking)).toBe('Joining spans to traces … · 12.0k spans');
  });

  it('leads to the traces, and to what was rejected', () => {
    const done = words({ step: 'finished', report });
    expect(done).toContain('7 traces, 100 spans in 1.50 s · 3 duplicates merged');
    expect(done).toContain('7 lines were no span.');
    expect(done).toContain('See what was rejected');
    const again = words({ step: 'finished', report: { ...report, reused: true, rejected: 0 } });
    expect(again).toContain('nothing was read again');
    expect(again).not.toContain('rejected');
  });

  it('says so where nothing was in the file, or no span', () => {
    const none = { ...report, traces: 0, spans: 0, duplicates: 0 };
    expect(words({ step: 'finished', report: { ...none, lines: 0, rejected: 0 } })).toContain(
      'the file is empty',
    );
    const rejections = [{ file: 'a.jsonl', line: 1, byteOffset: 0, reason: 'not valid JSON', excerpt: 'x' }];
    const rejected = words({ step: 'finished', report: { ...none, lines: 2, rejected: 2, rejections } });
    expect(rejected).toContain('none of its 2 lines is one. Line 1 is not valid JSON.');
    expect(rejected).toContain('See what was rejected');
  });

  it('says what went wrong, in the words of the server', () => {
    expect(words({ step: 'failed', message: 'There is no span in a.jsonl.' })).toBe(
      'There is no span in a.jsonl.',
    );
  });
});
