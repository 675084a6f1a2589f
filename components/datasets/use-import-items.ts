'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useReducer, useRef } from 'react';
import { z } from 'zod';
import { type ImportJob, type ImportRequest, importJobSchema } from '../../lib/contracts/import-job';
import type { ImportEvent } from '../../lib/contracts/import-report';
import { errorMessage } from '../../lib/error-message';
import { datasetUrl } from '../../lib/url';
import { fetchJson } from '../ui/fetch-json';
import { followImport } from './follow-import';
import { type ImportItem, importItems } from './import-items';
import { uploadFile } from './upload-file';

/** The imports of this page and those that the server ran when it was loaded. */
export function useImportItems(running: ImportJob[]) {
  const [items, dispatch] = useReducer(importItems, running, (jobs): ImportItem[] =>
    jobs.map(({ importId, names }) => {
      return { key: importId, names, state: { step: 'importing', importId, progress: null } };
    }),
  );
  const router = useRouter();
  const pathname = usePathname();
  const here = useRef(pathname);
  useEffect(() => {
    here.current = pathname;
  }, [pathname]);
  const uploads = useRef(new Map<string, AbortController>());

  const end = (event: ImportEvent, startedAt: string) => {
    if (event.type !== 'finished') return;
    const { datasetId, spans } = event.report;
    // Who waits on the page of datasets is led on; who went on with something else is left in peace.
    if (spans > 0 && startedAt === '/' && here.current === '/') router.push(datasetUrl(datasetId));
    else router.refresh();
  };
  const follow = ({ key, importId, startedAt }: { key: string; importId: string; startedAt: string }) =>
    followImport(importId, (event) => {
      dispatch({ type: 'told', key, importId, event });
      end(event, startedAt);
    });
  const followRunning = useEffectEvent(() =>
    running.map(({ importId }) => follow({ key: importId, importId, startedAt: pathname })),
  );
  useEffect(() => {
    const stops = followRunning();
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  /** Asks the server to import what `prepare` answers, and follows it; a refusal is the item's own end. */
  const start = async (
    names: string[],
    prepare: (key: string, signal: AbortSignal) => Promise<ImportRequest>,
  ) => {
    const key = crypto.randomUUID();
    const controller = new AbortController();
    uploads.current.set(key, controller);
    dispatch({ type: 'added', item: { key, names, state: { step: 'uploading', sent: 0, total: 0 } } });
    try {
      const body = JSON.stringify(await prepare(key, controller.signal));
      const request = { method: 'POST', body, signal: controller.signal };
      const { importId } = await fetchJson('/api/imports', importJobSchema, request);
      dispatch({ type: 'changed', key, state: { step: 'importing', importId, progress: null } });
      follow({ key, importId, startedAt: here.current });
    } catch (error) {
      const message = errorMessage(error);
      const state = controller.signal.aborted
        ? { step: 'cancelled' as const }
        : { step: 'failed' as const, message };
      dispatch({ type: 'changed', key, state });
    } finally {
      uploads.current.delete(key);
    }
  };

  const importFiles = (files: File[]) => {
    if (files.length === 0) return;
    const total = files.reduce((sum, file) => sum + file.size, 0);
    void start(
      files.map((file) => file.name),
      async (key, signal) => {
        const ids: string[] = [];
        let before = 0;
        for (const file of files) {
          const onProgress = (sent: number) =>
            dispatch({ type: 'changed', key, state: { step: 'uploading', sent: before + sent, total } });
          ids.push((await uploadFile({ file, onProgress, signal })).uploadId);
          before += file.size;
        }
        return { uploads: ids };
      },
    );
  };

  const cancel = ({ key, state }: ImportItem) => {
    uploads.current.get(key)?.abort();
    if (state.step !== 'importing') return;
    fetchJson(`/api/imports/${state.importId}`, z.unknown(), { method: 'DELETE' }).catch((error: unknown) =>
      dispatch({ type: 'changed', key, state: { step: 'failed', message: errorMessage(error) } }),
    );
  };

  return {
    items,
    importFiles,
    importSample: () => void start(['the sample dataset'], async () => ({ sample: true })),
    cancel,
    dismiss: (item: ImportItem) => dispatch({ type: 'dismissed', key: item.key }),
  };
}
