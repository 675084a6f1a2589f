/** @type {import('next').NextConfig} */
const config = {
  // DuckDB is a native module: it is loaded by Node, never bundled.
  serverExternalPackages: ['@duckdb/node-api', '@duckdb/node-bindings'],
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  turbopack: { root: import.meta.dirname },
};

export default config;
