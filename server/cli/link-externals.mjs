import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// The built pages call packages that are not bundled by names of their own (`@duckdb/node-api-7f7f…`), which are links
// under `.next/node_modules`. npm packs no such folder: the names are written down where the package is built, and the
// links made again where it is installed.

/** Writes the names down; answers nothing. @param {string} root */
export function recordExternals(root) {
  const names = {};
  for (const path of aliases(root)) {
    const target = readlinkSync(join(root, '.next/node_modules', path)).replaceAll('\\', '/');
    names[path] = target.slice(target.lastIndexOf('node_modules/') + 'node_modules/'.length);
  }
  writeFileSync(externalsFile(root), JSON.stringify(names));
}

/** Makes the links that are missing. @param {string} root */
export function linkExternals(root) {
  if (!existsSync(externalsFile(root))) return;
  const { resolve: find } = createRequire(join(root, 'package.json'));
  for (const [alias, name] of Object.entries(JSON.parse(readFileSync(externalsFile(root), 'utf8')))) {
    const link = join(root, '.next/node_modules', alias);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(dirname(find(`${name}/package.json`)), link, 'junction');
  }
}

function externalsFile(root) {
  return join(root, 'dist/externals.json');
}

function aliases(root) {
  const folder = join(root, '.next/node_modules');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(folder, name)).map((below) => `${name}/${below}`) : [name],
  );
}

// As npm's postinstall: in a clone nothing is built yet, and there is nothing to do.
if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  linkExternals(fileURLToPath(new URL('../..', import.meta.url)));
}
