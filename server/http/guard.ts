import type { IncomingHttpHeaders } from 'node:http';

/** What the guard looks at. `port` is the one that the dashboard listens on. */
export interface GuardedRequest {
  method: string;
  headers: IncomingHttpHeaders;
  port: number;
}

/**
 * Says why a request is refused, or undefined where it may pass. The dashboard listens on this machine alone, but every
 * page that a browser has open can reach this machine too: a foreign name that resolves to it (DNS rebinding) shows in
 * `Host`, a foreign page's own request in `Origin` or `Sec-Fetch-Site`.
 */
export function refusal({ method, headers, port }: GuardedRequest): string | undefined {
  const own = ownHosts(port);
  if (headers.host === undefined || !own.includes(headers.host.toLowerCase())) {
    return `The request was for the host "${headers.host ?? ''}". This dashboard answers at http://127.0.0.1:${port} alone.`;
  }
  const { origin } = headers;
  if (origin !== undefined && !own.some((host) => origin.toLowerCase() === `http://${host}`)) {
    return `The request came from a page of "${origin}". This dashboard answers its own pages alone.`;
  }
  const site = headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (isForeign && !isNavigation(method, headers)) {
    return 'The request came from a page of another site. This dashboard answers its own pages alone.';
  }
  return undefined;
}

/** A link to the dashboard may be followed from anywhere; nothing changes by a GET, and a frame is no document. */
function isNavigation(method: string, headers: IncomingHttpHeaders): boolean {
  return (
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  );
}

function ownHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const withPort = names.map((name) => `${name}:${port}`);
  return port === 80 ? [...withPort, ...names] : withPort;
}
