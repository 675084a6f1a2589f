'use client';

import { useState } from 'react';
import { type ConnectionTest, connectionTestSchema } from '../../lib/contracts/settings';
import { errorMessage } from '../../lib/error-message';
import { formatMs } from '../../lib/format';
import { Button } from '../ui/button';
import { fetchJson } from '../ui/fetch-json';
import { Spinner } from '../ui/spinner';

/** Asks the configured model for one word and says what came of it. */
export function ConnectionCheck() {
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<ConnectionTest | null>(null);

  const test = async () => {
    setAsking(true);
    setAnswer(null);
    const request = fetchJson('/api/settings/test', connectionTestSchema, { method: 'POST' });
    setAnswer(await request.catch(notAnswered));
    setAsking(false);
  };

  return (
    <div className="mt-3 flex items-start gap-3">
      <Button onClick={() => void test()} disabled={asking}>
        Test connection
      </Button>
      <p role="status" className="min-w-0 flex-1 py-1 break-words">
        {asking && (
          <span className="flex items-center gap-2 text-secondary">
            <Spinner /> Asking the model for one word …
          </span>
        )}
        {answer && (
          <span className={answer.ok ? 'text-ok' : 'text-error'}>
            {answer.ok ? '✓ ' : ''}
            {answer.message}
            {answer.ok && <span className="figures text-secondary"> {formatMs(answer.ms)}</span>}
          </span>
        )}
      </p>
    </div>
  );
}

function notAnswered(error: unknown): ConnectionTest {
  return { ok: false, message: errorMessage(error), ms: 0 };
}
