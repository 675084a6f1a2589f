import type { Random } from './random';
import { patterns, slots, type Voice } from './vocabulary';

/** Prose of one voice to cut texts from. */
export interface Corpus {
  /** Whole sentences, about `bytes` long, from a random place. */
  take(random: Random, bytes: number): string;
}

/**
 * Writes `bytes` of sentences once, so that texts of any length are afterwards a cheap slice. Make it far larger than
 * the texts cut from it: then neighbours in a file share no long passage, and compress like prose does.
 */
export function createCorpus(random: Random, voice: Voice, bytes: number): Corpus {
  const sentences: string[] = [];
  const ends: number[] = [];
  let length = 0;
  while (length < bytes) {
    // A shuffled deck: neighbouring sentences never say the same.
    for (const pattern of random.shuffle(patterns[voice])) {
      const text = sentence(random, pattern);
      sentences.push(text);
      length += text.length;
      ends.push(length);
    }
  }
  const text = sentences.join('');
  return {
    take: (chance, wanted) => {
      const first = chance.int(0, Math.max(0, ends.length - 2));
      const from = first === 0 ? 0 : (ends[first - 1] ?? 0);
      if (from + wanted > text.length) return text.slice(0, endNear(ends, 0, wanted)).trimEnd();
      return text.slice(from, endNear(ends, first, from + wanted)).trimEnd();
    },
  };
}

/** The end of the first sentence, from `index` on, that reaches the wanted place. */
function endNear(ends: readonly number[], index: number, wanted: number): number {
  let low = index;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return ends[low] ?? wanted;
}

function sentence(random: Random, pattern: string): string {
  const filled = pattern.replace(/\{(\w+)\}/g, (_, slot: string) => fill(slot, random));
  return `${filled.charAt(0).toUpperCase()}${filled.slice(1)}. `;
}

function fill(slot: string, random: Random): string {
  if (slot === 'n') return String(random.int(2, 90));
  if (slot === 'few') return String(random.int(2, 9));
  if (slot === 'amount') return `${random.int(4, 480)}.${String(random.int(0, 99)).padStart(2, '0')}`;
  if (slot === 'code') return `${random.pick(['KB', 'PR', 'FAQ', 'OPS'])}-${random.int(100, 9999)}`;
  const words = slots.get(slot);
  return words === undefined ? slot : random.pick(words);
}
