import { type ImportEvent, importEventSchema } from '../../lib/contracts/import-report';

/**
 * Tells what an import does until it ends. The browser takes a broken connection up again by itself; an import that the
 * server does not know any more ends as failed. Answers what stops the following.
 */
export function followImport(importId: string, onEvent: (event: ImportEvent) => void): () => void {
  const source = new EventSource(`/api/imports/${encodeURIComponent(importId)}/events`);
  source.onmessage = (message) => {
    const event = importEventSchema.parse(JSON.parse(message.data));
    if (event.type !== 'progress') source.close();
    onEvent(event);
  };
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return;
    const message =
      'The dashboard does not know this import any more: it was restarted. Import the file again.';
    onEvent({ type: 'failed', code: 'not-found', message });
  };
  return () => source.close();
}
