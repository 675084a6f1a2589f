'use client';

import { createContext, type ReactNode, use } from 'react';

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

export function ImportProvider({ children }: { children: ReactNode }) {
  return (
    <ImportsContext value={{ importFiles: () => {}, importSample: () => {} }}>{children}</ImportsContext>
  );
}
