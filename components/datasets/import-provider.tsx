'use client';

import { createContext, type ReactNode, use } from 'react';
import type { ImportJob } from '../../lib/contracts/import-job';
import { DropTarget } from './drop-target';
import { ImportPanel } from './import-panel';
import { useImportItems } from './use-import-items';

interface Imports {
  /** Uploads the files and imports them as one dataset. */
  importFiles: (files: File[]) => void;
  importSample: () => void;
}

const ImportsContext = createContext<Imports | null>(null);

export function useImports(): Imports {
  const imports = use(ImportsContext);
  if (imports === null) throw new Error('useImports is used outside of ImportProvider.');
  return imports;
}

/** Takes files that are dropped anywhere, and shows how imports go in a corner, whatever page is open. */
export function ImportProvider({ running, children }: { running: ImportJob[]; children: ReactNode }) {
  const { items, importFiles, importSample, cancel, dismiss } = useImportItems(running);
  return (
    <ImportsContext value={{ importFiles, importSample }}>
      {children}
      <DropTarget onDrop={importFiles} />
      <ImportPanel items={items} onCancel={cancel} onDismiss={dismiss} />
    </ImportsContext>
  );
}
