'use client';

import Link from 'next/link';
import { Screen } from '../components/shell/screen';
import { Button, buttonClass } from '../components/ui/button';
import { Failure } from '../components/ui/failure';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A fault of our own; what we know the words for is shown by the page itself. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <Screen>
      <Failure
        title="This page failed"
        message={`It is a fault of the dashboard, not of your data. The terminal that runs halo-loop says more${
          error.digest ? ` under ${error.digest}` : ''
        }.`}
        actions={
          <>
            <Button onClick={reset}>Try again</Button>
            <Link href="/" className={buttonClass()}>
              All datasets
            </Link>
          </>
        }
      />
    </Screen>
  );
}
