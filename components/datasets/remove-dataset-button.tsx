'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { z } from 'zod';
import { errorMessage } from '../../lib/error-message';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { fetchJson } from '../ui/fetch-json';

/** Forgets a dataset, after asking. */
export function RemoveDatasetButton({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isRemoving, startTransition] = useTransition();
  const ask = () => {
    setFailure(null);
    setAsking(true);
  };
  const remove = () =>
    startTransition(async () => {
      try {
        await fetchJson(`/api/datasets/${encodeURIComponent(id)}`, z.unknown(), { method: 'DELETE' });
        setAsking(false);
        router.refresh();
      } catch (error) {
        setFailure(errorMessage(error));
      }
    });
  return (
    <>
      <Button small look="quiet" className="relative z-10" aria-label={`Remove ${name}`} onClick={ask}>
        Remove
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`Remove ${name}?`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button look="danger" onClick={remove} disabled={isRemoving}>
              {isRemoving ? 'Removing …' : 'Remove'}
            </Button>
          </>
        }
      >
        <p className="text-secondary">
          The imported copy and what was found in it are removed. Your own files stay as they are, and can be
          imported again. Links into this dataset stop working.
        </p>
        {failure && (
          <p role="alert" className="mt-2 text-error">
            {failure}
          </p>
        )}
      </Dialog>
    </>
  );
}
