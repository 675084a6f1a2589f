'use client';

import { useRef } from 'react';
import { Button, type ButtonProps } from '../ui/button';
import { useImports } from './import-provider';

/** Chooses trace files from disk and imports them as one dataset. */
export function ImportButton({ children = 'Import', ...rest }: ButtonProps) {
  const { importFiles } = useImports();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...rest} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept=".jsonl,.ndjson,.json,.gz,.zst"
        aria-label="Trace files to import"
        className="hidden"
        onChange={(event) => {
          importFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
