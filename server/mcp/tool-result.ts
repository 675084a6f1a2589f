import type { CallToolResult } from '@modelcontextprotocol/server';

/** An answer as JSON text; a refusal is one too, and says so. */
export function jsonResult(result: object, { isError = false } = {}): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(result) }], ...(isError ? { isError } : {}) };
}
