import type { ReactNode } from 'react';
import type { Dataset } from '../../lib/contracts/dataset';
import { ImportButton } from '../datasets/import-button';
import { DatasetMenu } from './dataset-menu';
import { KeysButton } from './keys-button';
import { ProductMark } from './product-mark';
import { SettingsLink } from './settings-link';
import { ShareLinkButton } from './share-link-button';

export type CurrentDataset = Pick<Dataset, 'id' | 'name' | 'traces' | 'spans'>;

/** 44 px over everything: product, dataset, search or breadcrumb, link, import, keys, settings. In a narrow window the middle is a line of its own below these 44 px, where the chat begins. */
export function TopBar({
  dataset,
  children,
}: {
  dataset?: CurrentDataset | undefined;
  children?: ReactNode;
}) {
  return (
    <header className="frame-bar z-20 flex min-w-0 items-center gap-2.5 border-b border-line bg-panel px-3.5 max-md:flex-wrap max-md:gap-y-2 max-md:pt-2 max-md:pb-1.5">
      <ProductMark />
      {dataset && <DatasetMenu dataset={dataset} />}
      <div className="flex min-w-0 flex-1 items-center gap-2.5 max-md:order-last max-md:basis-full max-md:empty:hidden">
        {children}
      </div>
      <ShareLinkButton />
      <ImportButton className="max-md:ml-auto" />
      <KeysButton />
      <SettingsLink />
    </header>
  );
}
