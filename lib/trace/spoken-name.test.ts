import { expect, it } from 'vitest';
import { makeSpan } from './make-span';
import { spokenName } from './spoken-name';

it('calls a tool by its name, and everything else as it is written', () => {
  const call = makeSpan({ row: 0, name: 'function.list_files', toolName: 'list_files' });
  expect(spokenName({ ...call, observationKind: 'TOOL' })).toBe('list_files');
  expect(spokenName({ ...call, observationKind: 'LLM' })).toBe('function.list_files');
  expect(spokenName({ ...call, observationKind: 'TOOL', toolName: null })).toBe('function.list_files');
});
