import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../lib/contracts/import-report';
import { reportLine, reportText } from './report-text';

const report: ImportReport = {
  datasetId: 'traces-1',
  files: [{ file: '/data/traces.jsonl', bytes: 12_345, lines: 10 }],
  lines: 10,
  spans: 6,
  traces: 1,
  duplicates: 1,
  rejected: 2,
  blank: 1,
  rejections: [
    { file: '/data/traces.jsonl', line: 3, byteOffset: 200, reason: 'not JSON', excerpt: '{' },
    { file: '/data/traces.jsonl', line: 5, byteOffset: 300, reason: 'no trace_id', excerpt: '{}' },
  ],
  warnings: [{ code: 'conflict', message: 'One span is there twice with different content.', count: 1 }],
  reused: false,
  ms: 1234,
};

describe('the report of an import', () => {
  it('accounts for every line and names those that were rejected', () => {
    const text = reportText(report);
    expect(text).toContain('10 lines = 6 spans + 1 duplicate + 2 rejected + 1 blank');
    expect(text).toContain('/data/traces.jsonl:3 (byte 200): not JSON');
    expect(text).toContain('One span is there twice');
  });

  it('says how many rejections it does not list', () => {
    expect(reportText({ ...report, rejected: 5000 })).toContain('… and 4,998 more');
  });

  it('is one line in the log, with the time, or that nothing was read', () => {
    expect(reportLine(report)).toBe('6 spans in 1 trace from 1 file in 1.2 s, 2 lines rejected');
    expect(reportLine({ ...report, rejected: 0, reused: true })).toBe(
      '6 spans in 1 trace from 1 file, imported before and unchanged',
    );
  });
});
