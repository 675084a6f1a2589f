'use client';

import Link from 'next/link';
import type { ComponentProps } from 'react';
import type { Filters } from '../../lib/contracts/filters';
import { useExploring } from './explore-provider';

export interface FilterLinkProps extends Omit<ComponentProps<typeof Link>, 'href'> {
  filters: Filters;
}

/** A link to the same list under other filters: it can be opened beside, and a plain click keeps the page in place. */
export function FilterLink({ filters, ...rest }: FilterLinkProps) {
  const { href, show } = useExploring();
  return (
    <Link
      {...rest}
      href={href(filters)}
      prefetch={false}
      scroll={false}
      onNavigate={(event) => {
        event.preventDefault();
        show(filters);
      }}
    />
  );
}
