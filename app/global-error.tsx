'use client';

import { Button } from '../components/ui/button';
import { Failure } from '../components/ui/failure';
import './globals.css';

/** Stands in for the whole frame where the frame itself failed. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>halo-loop</title>
        <Failure
          title="The dashboard failed"
          message="It is a fault of its own, not of your data. The terminal that runs halo-loop says more."
          actions={<Button onClick={reset}>Try again</Button>}
        />
      </body>
    </html>
  );
}
