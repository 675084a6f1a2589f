import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from './listen';

const servers: Server[] = [];

function server(): Server {
  const made = createServer();
  servers.push(made);
  return made;
}

afterEach(() => {
  for (const made of servers.splice(0)) made.close();
});

describe('listening', () => {
  it('takes the next free port where the wished one is in use', async () => {
    const taken = await listen(server(), { port: 0, strict: true });
    const port = await listen(server(), { port: taken, strict: false });
    expect(port).toBeGreaterThan(taken);
  });

  it('says so where a port that was asked for by name is in use', async () => {
    const taken = await listen(server(), { port: 0, strict: true });
    await expect(listen(server(), { port: taken, strict: true })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`Port ${taken} is in use`),
    });
  });

  it('is reachable on this machine alone', async () => {
    const made = server();
    await listen(made, { port: 0, strict: true });
    expect(made.address()).toMatchObject({ address: '127.0.0.1' });
  });
});
