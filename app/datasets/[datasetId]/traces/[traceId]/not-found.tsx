import Link from 'next/link';
import { Screen } from '../../../../../components/shell/screen';
import { DatasetLink } from '../../../../../components/trace/dataset-link';
import { buttonClass } from '../../../../../components/ui/button';
import { EmptyState } from '../../../../../components/ui/empty-state';

/** For a trace that is not there. */
export default function NotFound() {
  return (
    <Screen>
      <EmptyState
        title="No such trace"
        actions={
          <>
            <DatasetLink>Traces of this dataset</DatasetLink>
            <Link href="/" className={buttonClass()}>
              All datasets
            </Link>
          </>
        }
      >
        Its id is not in this dataset. Check the link, or look for the trace in the list.
      </EmptyState>
    </Screen>
  );
}
