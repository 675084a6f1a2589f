import Link from 'next/link';
import { Screen } from '../components/shell/screen';
import { buttonClass } from '../components/ui/button';
import { EmptyState } from '../components/ui/empty-state';

export default function NotFound() {
  return (
    <Screen>
      <EmptyState
        title="This is not here"
        actions={
          <Link href="/" className={buttonClass({ look: 'primary' })}>
            All datasets
          </Link>
        }
        className="h-full"
      >
        The link leads to something that was removed, or that was imported on another machine. Import the
        files again and open the link once more: the same files give the same links.
      </EmptyState>
    </Screen>
  );
}
