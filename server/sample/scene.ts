import type { Corpus } from './corpus';
import type { Random } from './random';
import type { Voice } from './vocabulary';
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
  corpora: Record<Voice, Corpus>;
  sizes: TextSizes;
  customer: Customer;
  order: Order;
}

/** What a tool adds in words: log lines, articles, remarks. */
export function note(scene: Scene): string {
  return scene.corpora.record.take(scene.random, scene.random.int(...scene.sizes.note));
}

/** What a customer adds to the question. */
export function complaint(scene: Scene): string {
  return scene.corpora.customer.take(scene.random, scene.random.int(...scene.sizes.speech));
}

/** What the agent adds to its answer. */
export function advice(scene: Scene): string {
  return scene.corpora.agent.take(scene.random, scene.random.int(...scene.sizes.speech));
}
