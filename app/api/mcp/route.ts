import { createMcpHandler } from '@modelcontextprotocol/server';
import { readConfig } from '../../../server/config';
import { createMcpServer } from '../../../server/mcp/create-server';
import { newestDataset } from '../../../server/mcp/newest-dataset';

/** The MCP server of this dashboard, over streamable HTTP. Every request stands for itself: there are no sessions to lose. */
const handler = createMcpHandler(
  ({ requestInfo }) => {
    const config = readConfig();
    const origin = requestInfo === undefined ? null : new URL(requestInfo.url).origin;
    return createMcpServer({ config, origin, dataset: (wanted) => newestDataset(config.home, wanted) });
  },
  { onerror: (error) => console.error(error) },
);

export function POST(request: Request): Promise<Response> {
  return handler.fetch(request);
}

export function GET(request: Request): Promise<Response> {
  return handler.fetch(request);
}

export function DELETE(request: Request): Promise<Response> {
  return handler.fetch(request);
}
