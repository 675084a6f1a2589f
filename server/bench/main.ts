import { runBench } from './run-bench';

// launch.mjs, which starts this, says where it lies and which code makes the data.
const { HALO_ROOT: root = process.cwd(), HALO_BENCH_GENERATOR: generator = '' } = process.env;
runBench({ argv: process.argv.slice(2), root, generator }).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(2);
  },
);
