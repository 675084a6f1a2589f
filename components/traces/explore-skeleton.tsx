import { formatBytes } from '../../lib/format';
import { Spinner } from '../ui/spinner';

/** Stands where the results come; `bytes` is how much is searched, null where nothing has to be read. */
export function ExploreSkeleton({ bytes }: { bytes: number | null }) {
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col">
      <div aria-hidden="true" className="h-[85px] border-b border-line" />
      <div aria-hidden="true" className="h-[77px] border-b border-line" />
      <p className="flex items-center justify-center gap-2 py-16 text-secondary">
        <Spinner />
        {bytes === null ? 'Counting …' : `Searching ${formatBytes(bytes)} of spans …`}
      </p>
    </div>
  );
}

/** Stands where the facets come. */
export function FacetSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-4 px-4 py-4">
      {[3, 2, 4].map((lines) => (
        <div key={lines} className="flex flex-col gap-2">
          <div className="h-2.5 w-14 rounded-full bg-sunk" />
          {Array.from({ length: lines }, (_, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same.
            <div key={line} className="h-3 rounded-full bg-sunk" />
          ))}
        </div>
      ))}
    </div>
  );
}
