import { describe, expect, it } from 'vitest';
import { toolSummary } from './tool-summary';

describe('the short form of a tool call', () => {
  it.each([
    ['get_dataset_overview', {}, ''],
    ['get_dataset_overview', { filters: { has_errors: true } }, 'error:any'],
    ['find_patterns', {}, 'all detectors'],
    ['find_patterns', { detectors: ['failed-tools', 'giant-payloads'] }, 'failed-tools, giant-payloads'],
    ['view_trace', { trace_id: 'a9744f1c0b3d4e5f8a9b0c1d2e3f4a5b' }, 'a9744f1c'],
    ['view_spans', { trace_id: 't-1', span_ids: ['a', 'b'] }, 't-1 · 2 spans'],
    ['search_trace', { trace_id: 't-1', pattern: 'Errno', context: 100 }, 't-1 · Errno'],
    ['run_code', { code: 'sql("SELECT 1")' }, 'sql("SELECT 1")'],
    ['get_context_item', { item_id: 'turn-3' }, 'turn-3'],
    ['compare', { a: { dataset_id: 'x' } }, 'a {"dataset_id":"x"}'],
    ['search_span', { trace_id: 't-1', span_id: 's-1', pattern: 'x' }, 's-1 · x'],
    ['query_traces', { filters: { tool_names: ['a'] }, sort: 'duration', limit: 5 }, 'duration · tool:a'],
    ['report_finding', { title: 'It fails', severity: 'major', evidence: [] }, 'It fails'],
    ['made_up', { colour: 'red' }, 'colour red'],
    ['view_trace', '{"trace_id": ', '{"trace_id":'],
  ])('%s %j', (name, args, expected) => {
    expect(toolSummary(name, args)).toBe(expected);
  });

  it('is cut at 60 characters', () => {
    expect(toolSummary('search_spans', { pattern: 'x'.repeat(100) })).toHaveLength(60);
  });
});
