'use client';

import Link from 'next/link';
import { useState } from 'react';
import { z } from 'zod';
import { errorMessage } from '../../lib/error-message';
import { formatNumberOf } from '../../lib/format';
import { datasetUrl } from '../../lib/url';
import { fetchJson } from '../ui/fetch-json';
import { Menu, menuItemClass } from '../ui/menu';
import type { CurrentDataset } from './top-bar';

const answerSchema = z.object({
  datasets: z.array(z.object({ id: z.string(), name: z.string(), traces: z.number(), spans: z.number() })),
});

/** The dataset on screen, and under it all others. */
export function DatasetMenu({ dataset }: { dataset: CurrentDataset }) {
  const [datasets, setDatasets] = useState<CurrentDataset[]>([dataset]);
  const [failure, setFailure] = useState<string | null>(null);
  const refresh = () =>
    fetchJson('/api/datasets', answerSchema).then(
      (answer) => {
        setDatasets(answer.datasets);
        setFailure(null);
      },
      (error: unknown) => setFailure(errorMessage(error)),
    );
  return (
    <Menu
      label={`Dataset ${dataset.name}, choose another`}
      onOpen={refresh}
      triggerClassName="flex h-7 min-w-0 max-w-[22rem] shrink items-center gap-2 rounded-control border border-line-strong bg-panel px-2.5 hover:bg-sunk"
      trigger={
        <>
          <span className="truncate font-medium">{dataset.name}</span>
          <span className="figures shrink-0 text-secondary max-xl:hidden">
            {formatNumberOf(dataset.traces, 'trace')} · {formatNumberOf(dataset.spans, 'span')}
          </span>
          <span aria-hidden="true" className="text-[10px] text-secondary">
            ▾
          </span>
        </>
      }
    >
      {datasets.map((each) => (
        <Link
          key={each.id}
          role="menuitem"
          href={datasetUrl(each.id)}
          aria-current={each.id === dataset.id ? 'page' : undefined}
          className={menuItemClass({ selected: each.id === dataset.id })}
        >
          <span className="min-w-0 flex-1 truncate">{each.name}</span>
          <span className="figures shrink-0 pl-4 text-small text-faint">
            {formatNumberOf(each.traces, 'trace')}
          </span>
        </Link>
      ))}
      {failure && <p className="px-2 py-1 text-small text-error">{failure}</p>}
      <hr className="my-1 border-line" />
      <Link role="menuitem" href="/" className={menuItemClass()}>
        All datasets
      </Link>
    </Menu>
  );
}
