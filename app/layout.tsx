import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { ChatDock } from '../components/chat/chat-dock';
import { ImportProvider } from '../components/datasets/import-provider';
import { SkipLink } from '../components/shell/skip-link';
import { readConfig } from '../server/config';
import { listImports } from '../server/http/import-jobs';
import { publicSettings } from '../server/public-settings';
import './globals.css';

/** Every page is rendered when it is asked for: it shows what is on disk, and its scripts carry the nonce of the answer. */
export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  title: { default: 'halo-loop', template: '%s · halo-loop' },
  description: 'Why runs fail, with every claim checked against the traces.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#18191b' },
  ],
};

/** The frame that every navigation leaves alone: a page fills the bar and the content (`Screen`), the chat stays at the right. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <SkipLink to="content">Skip to the content</SkipLink>
        <ImportProvider running={listImports().filter((job) => job.isRunning)}>
          <div className="frame">
            {children}
            <div className="frame-chat min-h-0">
              <ChatDock settings={publicSettings(readConfig())} />
            </div>
          </div>
        </ImportProvider>
      </body>
    </html>
  );
}
