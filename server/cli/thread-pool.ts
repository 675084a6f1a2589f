// Queries of DuckDB run on libuv's pool, which starts with its first use: this must be loaded before everything else.
process.env.UV_THREADPOOL_SIZE ??= '16';
