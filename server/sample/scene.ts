import type { Corpus } from './corpus';
import type { Random } from './random';
import type { Customer, Order } from './world';

/** How long the texts are, in bytes: ranges for what tools return as notes, for what is said, and more; and what model calls repeat. */
export interface TextSizes {
  note: [number, number];
  speech: [number, number];
  /** An export that fills up a conversation. */
  history: [number, number];
  /** An export that is too large for anything. */
  giant: [number, number];
  messages: 'full' | 'new' | 'none';
}

/** What one run is made from. */
export interface Scene {
  random: Random;
  corpus: Corpus;
  sizes: TextSizes;
  customer: Customer;
  order: Order;
}

/** What a tool adds in words: log lines, articles, remarks. */
export function note(scene: Scene): string {
  return scene.corpus.take(scene.random, scene.random.int(...scene.sizes.note));
}

/** A few sentences of an agent or a customer. */
export function speech(scene: Scene): string {
  return scene.corpus.take(scene.random, scene.random.int(...scene.sizes.speech));
}
