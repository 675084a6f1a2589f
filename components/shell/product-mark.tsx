import Link from 'next/link';
import { ProductRing } from '../ui/product-ring';

/** The open ring and the name; leads to the list of datasets. */
export function ProductMark() {
  return (
    <Link href="/" className="flex shrink-0 items-center gap-2 rounded-control font-semibold">
      <ProductRing />
      <span className="max-md:sr-only">halo-loop</span>
    </Link>
  );
}
