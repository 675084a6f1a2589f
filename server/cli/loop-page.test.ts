import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tools } from '../engine/tools/index';
import { decodeCanonical } from '../ingest/decode-canonical';
import { extract } from '../ingest/extract';
import { helpTopics, usage } from './usage';

const page = readFileSync(new URL('../../docs/halo-loop.md', import.meta.url), 'utf8');

describe('docs/halo-loop.md', () => {
  it('shows a span that is read in full', () => {
    const text = /```json\n(.*)\n```/.exec(page)?.[1] ?? '';
    const decoded = decodeCanonical(text);
    if (!decoded.ok) throw new Error(decoded.reason);
    const { span, found, unreadableTime } = extract({ ...decoded, text });
    expect(found.required).toEqual({ schemaVersion: true, project: true, kind: true });
    expect(unreadableTime).toBeNull();
    expect(span).toMatchObject({ observationKind: 'TOOL', toolName: 'list_files', status: 'ERROR' });
  });

  it('names only flags and variables that the command line knows', () => {
    const help = helpTopics.map(usage).join('');
    const ofOthers = ['OPENAI_AGENTS_DISABLE_TRACING', '--prefix'];
    const named = page.match(/--[a-z][a-z-]+|\b(?:HALO|OPENAI)_[A-Z_]+\b/g) ?? [];
    expect(named.filter((name) => !help.includes(name) && !ofOthers.includes(name))).toEqual([]);
  });

  it('names every tool that needs no run of the engine, and none that is not there', () => {
    const [, table = ''] = page.split('\n## Tools by hand\n');
    const rows = table.split('\n## ', 1)[0]?.match(/^\| `.*?\|/gm) ?? [];
    const named = rows.flatMap((row) => [...row.matchAll(/`(\w+)`/g)].map((match) => match[1]));
    const ownRun = ['synthesize_traces', 'call_subagent', 'get_context_item', 'report_finding'];
    expect(named.sort()).toEqual(
      tools
        .map((tool) => tool.name)
        .filter((name) => !ownRun.includes(name))
        .sort(),
    );
  });
});
