import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { readStored, writeStored } from './stored-value';

afterEach(() => vi.unstubAllGlobals());

it('keeps a preference for the page where storage is forbidden', () => {
  const forbidden = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
  writeStored('chat.open', false);
  expect(readStored('chat.open', z.boolean())).toBe(false);
  writeStored('chat.open', null);
  expect(readStored('chat.open', z.boolean())).toBeNull();
});

it('knows nothing where what is stored has another form', () => {
  vi.stubGlobal('localStorage', { getItem: () => '"wide"' });
  expect(readStored('chat.width', z.number())).toBeNull();
});
