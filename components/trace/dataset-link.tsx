'use client';

import Link from 'next/link';
import { useParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { buttonClass } from '../ui/button';

/** Leads to the list of the dataset in the address: a page that was not found knows it from nowhere else. */
export function DatasetLink({ children }: { children: ReactNode }) {
  const { datasetId } = useParams();
  if (typeof datasetId !== 'string') return null;
  return (
    <Link href={`/datasets/${datasetId}`} className={buttonClass({ look: 'primary' })}>
      {children}
    </Link>
  );
}
