import { ImportButton } from './import-button';
import { SampleButton } from './sample-button';

/** The first page of all: three ways to traces. */
export function Welcome() {
  return (
    <div className="mx-auto flex min-h-full max-w-2xl flex-col justify-center px-8 py-10">
      <h1 className="text-title font-semibold">Why do your agent’s runs fail?</h1>
      <p className="mt-1.5 text-secondary">
        Give it a file of traces. You see what ran and what failed, and every answer about it cites the spans
        it rests on. Nothing leaves this machine unless you set up a model of your own.
      </p>
      <div className="mt-6 flex flex-col items-center gap-3 rounded-card border border-dashed border-line-strong bg-panel px-6 py-9">
        <p className="text-figure font-semibold">Drop a trace file here, or anywhere</p>
        <p className="text-center text-secondary">
          JSONL, one span a line, plain, gzip or zstd. Several files together become one dataset.
        </p>
        <ImportButton look="primary">Choose files</ImportButton>
      </div>
      <dl className="mt-6 flex flex-col divide-y divide-line border-y border-line">
        <div className="flex items-center justify-between gap-4 py-3">
          <dt className="min-w-0">
            <span className="block font-medium">No traces at hand?</span>
            <span className="block text-small text-secondary">
              A few hundred runs of a made-up support desk, with failures planted in them.
            </span>
          </dt>
          <dd className="shrink-0">
            <SampleButton />
          </dd>
        </div>
        <div className="flex items-center justify-between gap-4 py-3">
          <dt className="min-w-0">
            <span className="block font-medium">Large files, or a whole folder</span>
            <span className="block text-small text-secondary">
              The command line reads them where they lie.
            </span>
          </dt>
          <dd className="shrink-0">
            <code className="machine rounded-chip bg-sunk px-2 py-1">npm start -- path/to/traces.jsonl</code>
          </dd>
        </div>
      </dl>
    </div>
  );
}
