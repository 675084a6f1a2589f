/** A seeded source of chance: the same seed gives the same sequence on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly [T, ...T[]]): T;
  /** `count` lower-case hex digits. */
  hex(count: number): string;
  /** The same values in another order; the given list stays as it is. */
  shuffle<T>(values: readonly T[]): T[];
}

/**
 * sfc32, the "small fast counting" generator of Chris Doty-Humphrey's PractRand (public domain), with 128 bits of
 * state filled from the seed by the golden-ratio steps of splitmix32. Not for secrets.
 */
export function createRandom(seed: number): Random {
  const fill = splitmix32(seed);
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;

  const uint32 = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let round = 0; round < 12; round++) uint32();

  const next = () => uint32() / 4_294_967_296;
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (values) => values[int(0, values.length - 1)] ?? values[0],
    hex: (count) => {
      let digits = '';
      while (digits.length < count) digits += uint32().toString(16).padStart(8, '0');
      return digits.slice(0, count);
    },
    shuffle: (values) => shuffle(values, int),
  };
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

/** Fisher–Yates. */
function shuffle<T>(values: readonly T[], int: (low: number, high: number) => number): T[] {
  const result: T[] = [];
  for (const value of values) {
    const at = int(0, result.length);
    const moved = result[at];
    if (moved === undefined) result.push(value);
    else {
      result[at] = value;
      result.push(moved);
    }
  }
  return result;
}
