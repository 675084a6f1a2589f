import Link from 'next/link';
import { NothingHere } from '../components/chat/nothing-here';
import { Screen } from '../components/shell/screen';
import { buttonClass } from '../components/ui/button';
import { EmptyState } from '../components/ui/empty-state';

export default function NotFound() {
  return (
    <Screen>
      <NothingHere />
      <EmptyState
        title="This is not here"
        actions={
          <Link href="/" className={buttonClass({ look: 'primary' })}>
            All datasets
          </Link>
        }
        className="h-full"
      >
        The link leads to something that was removed, or that was never imported on this machine. Import its
        files, or see what is here.
      </EmptyState>
    </Screen>
  );
}
