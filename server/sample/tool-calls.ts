import type { ToolCall } from './run-plan';
import { note, type Scene } from './scene';
import { articleTitles } from './world';

/** Every tool of the desk as it works when nothing is wrong. Results say "error" and "not found" too, and mean nothing by it. */
export const toolCalls = {
  lookupOrder: (scene: Scene): ToolCall => ({
    tool: 'lookup_order',
    args: { order_id: scene.order.id },
    result: JSON.stringify({
      order: { ...scene.order, customer_id: scene.customer.id },
      error: null,
      remarks: note(scene),
    }),
    ms: scene.random.int(40, 320),
  }),

  getCustomer: (scene: Scene): ToolCall => ({
    tool: 'get_customer',
    args: { email: scene.customer.email },
    result: JSON.stringify({
      ...scene.customer,
      since: `20${scene.random.int(14, 25)}`,
      orders: scene.random.int(1, 40),
      open_orders: [scene.order.id],
      history: note(scene),
    }),
    ms: scene.random.int(25, 140),
  }),

  getShipment: (scene: Scene): ToolCall => ({
    tool: 'get_shipment',
    args: { tracking: scene.order.tracking },
    result: JSON.stringify({
      status: 200,
      isError: false,
      carrier: scene.order.carrier,
      tracking: scene.order.tracking,
      locker: String(scene.random.int(100, 599)),
      scans: scene.random.int(1, 9),
      last_scan: scene.random.pick([
        'in transit',
        'out for delivery',
        'handed over',
        'delivery exception: nobody at home',
        'address label not found in first sorting, read by hand',
      ]),
      log: note(scene),
    }),
    ms: scene.random.int(90, 900),
  }),

  searchKb: (scene: Scene): ToolCall => {
    const title = scene.random.pick(articleTitles);
    return {
      tool: 'search_kb',
      args: { query: title.toLowerCase(), limit: 3 },
      result: JSON.stringify({
        errors: [],
        articles: [title, scene.random.pick(articleTitles)].map((name) => ({
          id: `KB-${scene.random.int(100, 999)}`,
          title: name,
          score: scene.random.int(40, 99) / 100,
          body: note(scene),
        })),
      }),
      ms: scene.random.int(60, 480),
    };
  },

  readPolicy: (scene: Scene): ToolCall => ({
    tool: 'read_policy',
    args: { path: `policies/${scene.random.pick(['returns', 'refunds', 'shipping', 'warranty'])}.md` },
    result: `# Policy, as of 2026-${String(scene.random.int(1, 4)).padStart(2, '0')}-01\n\n${note(scene)}\n`,
    ms: scene.random.int(3, 20),
  }),

  createRefund: (scene: Scene): ToolCall => ({
    tool: 'create_refund',
    args: { order_id: scene.order.id, amount: scene.order.amount, currency: scene.order.currency },
    result: JSON.stringify({
      refund_id: `RF-${scene.random.int(100_000, 999_999)}`,
      state: 'accepted',
      error: null,
      days: scene.random.int(2, 7),
      remarks: note(scene),
    }),
    ms: scene.random.int(300, 1800),
  }),

  updateAddress: (scene: Scene): ToolCall => ({
    tool: 'update_address',
    args: {
      order_id: scene.order.id,
      street: `${scene.random.pick(['Mill Lane', 'Ringstrasse', 'Via Verdi', 'Quai Sud'])} ${scene.random.int(1, 180)}`,
    },
    result: JSON.stringify({ ok: true, errors: 0, label: 'printed again', remarks: note(scene) }),
    ms: scene.random.int(80, 420),
  }),

  classifyTicket: (scene: Scene): ToolCall => ({
    tool: 'classify_ticket',
    args: { ticket: `T-${scene.random.int(100_000, 999_999)}` },
    result: JSON.stringify({
      topic: scene.random.pick(['delivery', 'refund', 'account', 'product', 'checkout error']),
      urgency: scene.random.pick(['low', 'normal', 'high']),
      confidence: scene.random.int(55, 99) / 100,
      reasons: note(scene),
    }),
    ms: scene.random.int(20, 110),
  }),

  escalate: (scene: Scene): ToolCall => ({
    tool: 'escalate',
    args: { order_id: scene.order.id, to: scene.random.pick(['returns desk', 'billing desk', 'shift lead']) },
    result: JSON.stringify({ accepted: true, queue: scene.random.int(1, 30), remarks: note(scene) }),
    ms: scene.random.int(30, 160),
  }),

  sendEmail: (scene: Scene): ToolCall => ({
    tool: 'send_email',
    args: { to: scene.customer.email, template: scene.random.pick(['summary', 'thanks', 'next-steps']) },
    result: JSON.stringify({ queued: true, bounced: false, preview: note(scene) }),
    ms: scene.random.int(50, 260),
  }),

  exportHistory: (scene: Scene): ToolCall => ({
    tool: 'export_history',
    args: { customer_id: scene.customer.id, months: scene.random.pick([3, 6, 12]) },
    result: JSON.stringify({
      customer_id: scene.customer.id,
      rows: scene.random.int(3, 40),
      csv: note(scene),
    }),
    ms: scene.random.int(200, 1400),
  }),
};

/** What an agent of the desk is given. */
export const toolNames = [
  'lookup_order',
  'get_customer',
  'get_shipment',
  'search_kb',
  'read_policy',
  'create_refund',
  'update_address',
  'classify_ticket',
  'escalate',
  'send_email',
  'export_history',
];
