import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../lib/app-error';
import { readBody, respond } from './json-response';

describe('an answer as JSON', () => {
  it('carries what the handler gave, and is kept by no cache', async () => {
    const response = await respond(async () => ({ traces: 3 }));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ traces: 3 });
  });

  it("says the caller's fault in its own words", async () => {
    const response = await respond(async () => {
      throw new AppError('not-found', 'There is no dataset "x".');
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: { code: 'not-found', message: 'There is no dataset "x".' },
    });
  });

  it('keeps our own faults out of the answer and in the terminal', async () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await respond(async () => {
      throw new Error('secret path /home/me');
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(written).toHaveBeenCalledOnce();
    written.mockRestore();
  });

  it('names the field of a body that does not parse', async () => {
    const schema = z.object({ question: z.string() });
    const read = (body: string) =>
      respond(() => readBody(new Request('http://127.0.0.1', { method: 'POST', body }), schema));
    expect((await read('{')).status).toBe(400);
    const response = await read('{"question": 1}');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('question');
  });
});
