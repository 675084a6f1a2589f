import type { Random } from './random';

/** A body of help-desk prose to cut texts from. */
export interface Corpus {
  /** Whole sentences, about `bytes` long, from a random place. */
  take(random: Random, bytes: number): string;
}

/**
 * Writes `bytes` of sentences once, so that texts of any length are afterwards a cheap slice. Make it far larger than
 * the texts cut from it: then neighbours in a file share no long passage, and compress like prose does.
 */
export function createCorpus(random: Random, bytes: number): Corpus {
  const sentences: string[] = [];
  const ends: number[] = [];
  let length = 0;
  while (length < bytes) {
    const text = sentence(random);
    sentences.push(text);
    length += text.length;
    ends.push(length);
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

function sentence(random: Random): string {
  const pattern = random.pick(patterns);
  const filled = pattern.replace(/\{(\w+)\}/g, (_, slot: string) => fill(slot, random));
  return `${filled.charAt(0).toUpperCase()}${filled.slice(1)}. `;
}

function fill(slot: string, random: Random): string {
  if (slot === 'n') return String(random.int(2, 90));
  if (slot === 'amount') return `${random.int(4, 480)}.${String(random.int(0, 99)).padStart(2, '0')}`;
  if (slot === 'code') return `${random.pick(['KB', 'PR', 'FAQ', 'OPS'])}-${random.int(100, 9999)}`;
  const words = slots.get(slot);
  return words === undefined ? slot : random.pick(words);
}

// Healthy texts speak of errors, exceptions and things not found: a reader of traces must not take them for failures.
const patterns: readonly [string, ...string[]] = [
  'a {adjective} {noun} is {verbed} within {n} {unit} of the {event}',
  'when the {noun} {verbs} before the {event}, the {role} {verbs} the {noun} and notes it under {code}',
  'customers who paid by {payment} see the amount of {amount} again after {n} {unit}',
  'if the page says "404 not found", the link in the mail has expired and the {role} sends a new one',
  'an error message at checkout usually means that the {payment} was declined by the {party}',
  'parcels to {place} are handed to {carrier}, which scans them {n} times on the way',
  'the {role} may grant one exception for a {adjective} {noun} if the {party} agrees',
  '{carrier} reports a delivery exception when the {noun} could not be handed over in {place}',
  'see {code} for the {adjective} steps, and {code} for what changed after the {event}',
  'the {noun} stays {adjective} until the {party} has {verbed} the {event}',
  'returns from {place} need the {adjective} {noun}, the receipt and {n} photographs at most',
  'no {noun} is lost when a {event} happens on a weekend; it is {verbed} on the next working day',
  'ask the customer for the {noun} printed on the {adjective} side of the {thing}',
  'a failed payment is tried again after {n} {unit} and never more than twice',
  'the {thing} in {colour} is sold out in {place}, a {adjective} one arrives in {n} {unit}',
  'for orders above {amount} the {role} needs a second pair of eyes before the {event}',
  'we {verb} the {noun} because the {party} asked for it on the {n}th, not because of an error of ours',
  'write to the {party} in plain words: what was {verbed}, what it costs, and when the {event} follows',
  'the {adjective} {thing} weighs {n} kg, so {carrier} takes it to the door but not upstairs',
  'a voucher over {amount} is {verbed} at once, a transfer to the {payment} takes {n} {unit}',
  'neither the {noun} nor the {thing} is replaced if the {event} lies more than {n} {unit} back',
  'in {place} the {party} collects from the {role} between {n} and {n} {unit} after the {event}',
];

const slots: ReadonlyMap<string, readonly [string, ...string[]]> = new Map([
  [
    'adjective',
    [
      'plain',
      'late',
      'sealed',
      'damaged',
      'prepaid',
      'partial',
      'confirmed',
      'regional',
      'duplicate',
      'open',
      'bulky',
      'fragile',
      'signed',
      'standard',
      'second',
      'original',
      'pending',
      'taxed',
    ],
  ],
  [
    'noun',
    [
      'order',
      'refund',
      'parcel',
      'invoice',
      'label',
      'claim',
      'address',
      'ticket',
      'voucher',
      'return slip',
      'exchange',
      'payment',
      'pick-up',
      'deposit',
      'credit note',
      'delivery window',
      'proof of delivery',
      'warranty',
    ],
  ],
  [
    'verbed',
    [
      'approved',
      'recorded',
      'moved',
      'checked',
      'booked',
      'returned',
      'reviewed',
      'issued',
      'cancelled',
      'matched',
      'forwarded',
      'released',
      'split',
      'weighed',
    ],
  ],
  [
    'verbs',
    ['arrives', 'changes', 'closes', 'reopens', 'confirms', 'moves', 'expires', 'waits', 'clears', 'settles'],
  ],
  ['verb', ['hold', 'release', 'split', 'repeat', 'review', 'pause', 'extend', 'refund']],
  ['unit', ['minutes', 'hours', 'working days', 'days', 'weeks']],
  [
    'event',
    [
      'handover',
      'purchase',
      'first scan',
      'final delivery',
      'inspection',
      'cancellation',
      'stock count',
      'payout',
      'customs check',
      'second attempt',
      'closing of the month',
    ],
  ],
  ['role', ['agent', 'shift lead', 'warehouse', 'billing desk', 'returns desk', 'driver', 'shop manager']],
  [
    'party',
    ['bank', 'card issuer', 'supplier', 'carrier', 'customer', 'customs office', 'insurer', 'marketplace'],
  ],
  ['payment', ['credit card', 'direct debit', 'bank transfer', 'gift card', 'instalments', 'wallet']],
  ['carrier', ['Nordpost', 'ParcelOne', 'Swift Freight', 'Alpina Express', 'Harbour Logistics']],
  [
    'place',
    [
      'Austria',
      'the Baltic states',
      'Ireland',
      'northern Italy',
      'Portugal',
      'the islands',
      'Switzerland',
      'Texas',
      'Ontario',
      'Scotland',
      'Bavaria',
      'the Netherlands',
    ],
  ],
  [
    'thing',
    [
      'desk lamp',
      'coffee grinder',
      'rain jacket',
      'bookshelf',
      'standing desk',
      'kettle',
      'headphones',
      'backpack',
      'office chair',
      'keyboard',
      'tent',
      'water filter',
    ],
  ],
  ['colour', ['black', 'oak', 'sand', 'forest green', 'slate', 'white', 'copper']],
]);
