import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../lib/app-error';

/** `strict`: this port or none; otherwise the next free one is taken. */
export interface PortChoice {
  port: number;
  strict: boolean;
}

const portsTried = 50;

/** Listens on 127.0.0.1 and answers the port. Throws AppError `conflict` where it is taken or not allowed. */
export async function listen(server: Server, { port, strict }: PortChoice): Promise<number> {
  const last = strict ? port : Math.min(port + portsTried - 1, 65535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    const outcome = await tryToListen(server, candidate);
    if (typeof outcome === 'number') return outcome;
    if (outcome.code !== 'EADDRINUSE') throw refused(candidate, outcome);
    if (candidate === last) throw inUse({ port, last, cause: outcome });
  }
  throw new Error(`${port} is no port.`);
}

function tryToListen(server: Server, port: number): Promise<number | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', onError);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', onError);
      resolve(boundPort(server.address()));
    });
  });
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

function inUse({ port, last, cause }: { port: number; last: number; cause: Error }): AppError {
  const ports = port === last ? `Port ${port} is` : `The ports ${port} to ${last} are all`;
  return new AppError(
    'conflict',
    `${ports} in use. Choose another one with --port, or leave --port away and the next free one is taken.`,
    { cause },
  );
}

function refused(port: number, cause: NodeJS.ErrnoException): AppError {
  const reason = cause.code === 'EACCES' ? 'ports below 1024 need special rights' : cause.message;
  return new AppError('conflict', `Port ${port} cannot be used: ${reason}. Choose another one with --port.`, {
    cause,
  });
}
