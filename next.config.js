/** @type {import('next').NextConfig} */
const config = {
  // DuckDB is a native module: it is loaded by Node, never bundled.
  serverExternalPackages: ['@duckdb/node-api', '@duckdb/node-bindings'],
  poweredByHeader: false,
  // Nothing travels further than this machine.
  compress: false,
  // `npm run types` checks all of it, tests included; a start should not wait for that.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  devIndicators: false,
  turbopack: { root: import.meta.dirname },
};

export default config;
