import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of all files under HALO_HOME; 0 where it is not there yet. Files that vanish meanwhile count nothing. */
export async function homeSize(home: string): Promise<number> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
