import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { readConfig } from '../../../server/config';
import { attempt } from '../../../server/http/attempt';
import { readDataset } from '../../../server/store/datasets';

interface LayoutProps {
  params: Promise<{ datasetId: string }>;
  children: ReactNode;
}

/** Where there is no such dataset there is no page under it either, whichever was asked for. */
export default async function Layout({ params, children }: LayoutProps) {
  const datasetId = decodeURIComponent((await params).datasetId);
  const read = await attempt(() => readDataset(readConfig().home, datasetId));
  if (!read.ok && read.error.code === 'not-found') notFound();
  return children;
}
