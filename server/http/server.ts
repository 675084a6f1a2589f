import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import type { apiErrorSchema } from '../../lib/contracts/api-error';
import { refusal } from './guard';
import { listen, type PortChoice } from './listen';
import { withRequestSignal } from './request-signal';
import { contentSecurityPolicy, securityHeaders } from './security-headers';

export interface Dashboard {
  readonly port: number;
  /** Such as `http://127.0.0.1:4269`. */
  readonly address: string;
  /** Settles when pages can be served; requests that come earlier wait. Rejects where Next cannot start. */
  readonly ready: Promise<void>;
  /** Ends every connection, event streams included. */
  close(): Promise<void>;
}

export interface DashboardOptions {
  /** The folder of package.json, with `.next` in it. */
  root: string;
  port: PortChoice;
  /** Pages are compiled as they are asked for and reload when their source changes. */
  dev: boolean;
}

/** Listens on this machine alone, checks each request, and hands it to Next. */
export async function startDashboard({ root, port: choice, dev }: DashboardOptions): Promise<Dashboard> {
  // A large upload may take longer than Node's five minutes.
  const server = createServer({ requestTimeout: 0 });
  const port = await listen(server, choice);
  const next = prepareNext({ root, port, dev, server });
  const handler = next.then((app) => app.getRequestHandler());
  handler.catch(() => {});
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void respond({ request, response, port, dev, handler });
  });
  // Next answers upgrades by itself (hot reloading); this listener comes first and ends foreign ones.
  server.prependListener('upgrade', (request: IncomingMessage, socket: Duplex) => {
    if (refusal({ method: 'GET', headers: request.headers, port }) !== undefined) socket.destroy();
  });
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    ready: next.then(() => undefined),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await next.then((app) => app.close()).catch(() => {});
    },
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  port: number;
  dev: boolean;
  handler: Promise<Handler>;
}

async function respond({ request, response, port, dev, handler }: Exchange): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const reason = refusal({ method: request.method ?? 'GET', headers: request.headers, port });
  if (reason !== undefined)
    return sendError(response, 403, { error: { code: 'forbidden', message: reason } });
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy({ nonce, dev });
  response.setHeader('content-security-policy', policy);
  // Next takes the nonce for its own scripts from the request's policy, pages take it from x-nonce.
  request.headers['content-security-policy'] = policy;
  request.headers['x-nonce'] = nonce;
  delete request.headers['content-security-policy-report-only'];
  try {
    const handle = await handler;
    if (!isDecodable(request.url ?? '/')) request.url = '/broken-address';
    await withRequestSignal(response, () => handle(request, response));
  } catch (error) {
    process.stderr.write(`${request.method} ${request.url}: ${String(error)}\n`);
    const message = 'The server failed while it answered. The terminal that runs halo-loop says more.';
    sendError(response, 500, { error: { code: 'internal', message } });
  }
}

/** Next answers a path like `/%E0%A4` with a bare 500; the page that says "not here" is the better answer. */
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

function sendError(response: ServerResponse, status: number, body: z.infer<typeof apiErrorSchema>): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  response.end(JSON.stringify(body));
}

interface NextOptions {
  root: string;
  port: number;
  dev: boolean;
  server: Server;
}

async function prepareNext({ root, port, dev, server }: NextOptions) {
  // Next and React read this when they are loaded, so it is set before they are.
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const { default: next } = await import('next');
  const app = next({ dev, dir: root, hostname: '127.0.0.1', port, httpServer: server });
  await app.prepare();
  return app;
}
