import type { Random } from './random';

export interface Customer {
  id: string;
  name: string;
  email: string;
}

export interface Order {
  id: string;
  item: string;
  amount: string;
  currency: 'EUR' | 'USD';
  status: 'processing' | 'shipped' | 'delivered';
  placed: string;
  carrier: string;
  tracking: string;
}

/** Somebody who writes to the desk. */
export function createCustomer(random: Random): Customer {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  return {
    id: `CUS-${random.int(10_000, 99_999)}`,
    name: `${first} ${last}`,
    email: `${first}.${last}@${random.pick(['example.com', 'example.org', 'example.net'])}`.toLowerCase(),
  };
}

/** An order that exists. */
export function createOrder(random: Random): Order {
  return {
    id: orderId(random),
    item: random.pick(items),
    amount: `${random.int(9, 420)}.${random.pick(['00', '50', '90', '95', '99'])}`,
    currency: random.pick(['EUR', 'USD']),
    status: random.pick(['processing', 'shipped', 'shipped', 'delivered']),
    placed: `2026-0${random.int(3, 4)}-${String(random.int(1, 28)).padStart(2, '0')}`,
    carrier: random.pick(carriers),
    tracking: `${random.pick(['NP', 'PO', 'SF', 'AX'])}${random.int(100_000_000, 999_999_999)}`,
  };
}

export function orderId(random: Random): string {
  return `ORD-${random.int(10_000, 99_999)}`;
}

/** Titles of the knowledge base, some of which speak of errors that are none of the agent's. */
export const articleTitles: readonly [string, ...string[]] = [
  'Refund windows by country',
  'Error codes at checkout and what they mean',
  'What to do when a parcel is not found',
  'Changing the address after dispatch',
  'Delivery exceptions: holiday calendar',
  'Gift cards and partial refunds',
  'Why a failed payment is tried again',
  'Returning bulky items',
  'Warranty claims without a receipt',
  'Page shows 404 after password reset',
  'Combining two orders into one parcel',
  'Customs forms for Switzerland',
];

const items: readonly [string, ...string[]] = [
  'Oak desk lamp',
  'Hand coffee grinder',
  'Rain jacket, slate',
  'Standing desk 160 cm',
  'Kettle, 1.2 l',
  'Noise-cancelling headphones',
  'Travel backpack 28 l',
  'Office chair, mesh back',
  'Mechanical keyboard',
  'Two-person tent',
  'Water filter, pack of six',
  'Bookshelf, five boards',
];
const carriers: readonly [string, ...string[]] = ['Nordpost', 'ParcelOne', 'Swift Freight', 'Alpina Express'];
const firstNames: readonly [string, ...string[]] = [
  'Ada',
  'Bruno',
  'Chiara',
  'Dilan',
  'Emma',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kaya',
  'Liam',
  'Mina',
  'Noah',
  'Olga',
  'Pavel',
  'Quinn',
  'Rosa',
  'Sven',
  'Tara',
  'Umut',
  'Vera',
  'Will',
  'Yara',
  'Zoe',
];
const lastNames: readonly [string, ...string[]] = [
  'Albrecht',
  'Bianchi',
  'Carter',
  'Dubois',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Horvat',
  'Ito',
  'Jansen',
  'Keller',
  'Lopez',
  'Meyer',
  'Novak',
  'Okafor',
  'Petrov',
  'Quist',
  'Rossi',
  'Schmidt',
  'Thomsen',
  'Ueda',
  'Vogel',
  'Weber',
];
