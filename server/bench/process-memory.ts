import { readFileSync } from 'node:fs';

export interface MemoryWatch {
  /** Ends the watch; the highest sum that was seen, in bytes. */
  stop(): number;
}

const pageBytes = 4096;

/**
 * Sums the resident memory of a process and all its descendants, again and again. What they share (program text, mapped
 * files) counts once a process, so the truth is a little lower. Linux only: it reads /proc.
 */
export function watchMemory(pid: number, everyMs = 50): MemoryWatch {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentBytes(pid));
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

function residentBytes(pid: number): number {
  const statm = readIfThere(`/proc/${pid}/statm`);
  if (statm === null) return 0;
  const own = Number(statm.split(' ')[1] ?? 0) * pageBytes;
  return childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), own);
}

function childrenOf(pid: number): number[] {
  const text = readIfThere(`/proc/${pid}/task/${pid}/children`) ?? '';
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map(Number);
}

/** A process may end between two looks at it. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
