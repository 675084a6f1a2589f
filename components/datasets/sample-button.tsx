'use client';

import { Button } from '../ui/button';
import { useImports } from './import-provider';

/** Imports the dataset that ships with the product; where that was done before, it opens at once. */
export function SampleButton() {
  const { importSample } = useImports();
  return <Button onClick={importSample}>Open the sample dataset</Button>;
}
