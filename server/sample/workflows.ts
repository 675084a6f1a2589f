import type { AgentName, ToolCall, Turn, Workflow } from './run-plan';
import { advice, complaint, type Scene } from './scene';
import { toolCalls } from './tool-calls';

/** How a workflow goes when nothing is wrong: who does it, what is asked, turn by turn. */
export interface Script {
  agent: AgentName;
  question: string;
  turns: Turn[];
  handoverAt?: number;
}

export function writeScript(workflow: Workflow, scene: Scene): Script {
  switch (workflow) {
    case 'order-status':
      return orderStatus(scene);
    case 'refund':
      return refund(scene);
    case 'address-change':
      return addressChange(scene);
    case 'policy-question':
      return policyQuestion(scene);
    case 'ticket-triage':
      return ticketTriage(scene);
    default:
      return workflow satisfies never;
  }
}

export function callTurn(...calls: ToolCall[]): Turn {
  return { failedAttempts: [], text: '', finish: 'tool_calls', calls };
}

export function answerTurn(text: string): Turn {
  return { failedAttempts: [], text, finish: 'stop', calls: [] };
}

function orderStatus(scene: Scene): Script {
  const { random, order, customer } = scene;
  return {
    agent: 'Order desk',
    question: random.pick([
      `Where is my order ${order.id}? It was placed on ${order.placed} and the page only gives me an error.`,
      `Hello, ${customer.name} here. ${order.id} (${order.item}) has not moved for days. ${complaint(scene)}`,
      `When does ${order.id} arrive? The tracking page says "not found" for ${order.tracking}.`,
    ]),
    turns: [
      ...(random.chance(0.55) ? [callTurn(toolCalls.getCustomer(scene))] : []),
      callTurn(toolCalls.lookupOrder(scene)),
      callTurn(toolCalls.getShipment(scene)),
      ...polledTwice(scene),
      ...(random.chance(0.12) ? [callTurn(toolCalls.exportHistory(scene))] : []),
      ...followUp(scene),
      answerTurn(
        `${order.id} is with ${order.carrier} under ${order.tracking}. I am sorry for the wait. ${advice(scene)}`,
      ),
    ],
  };
}

function refund(scene: Scene): Script {
  const { random, order } = scene;
  return {
    agent: 'Order desk',
    question: `Please refund ${order.amount} ${order.currency} for ${order.id}, the ${order.item.toLowerCase()} came damaged. ${complaint(scene)}`,
    turns: [
      ...(random.chance(0.55) ? [callTurn(toolCalls.getCustomer(scene))] : []),
      callTurn(toolCalls.lookupOrder(scene)),
      callTurn(toolCalls.createRefund(scene)),
      ...followUp(scene),
      answerTurn(
        `The refund of ${order.amount} ${order.currency} for ${order.id} is under way. ${advice(scene)}`,
      ),
    ],
  };
}

function addressChange(scene: Scene): Script {
  const { random, order } = scene;
  return {
    agent: 'Order desk',
    question: `I moved. Can ${order.id} go to my new flat? ${complaint(scene)}`,
    turns: [
      ...(random.chance(0.55) ? [callTurn(toolCalls.getCustomer(scene))] : []),
      callTurn(toolCalls.lookupOrder(scene)),
      callTurn(toolCalls.updateAddress(scene)),
      ...followUp(scene),
      answerTurn(`Done: ${order.id} goes to the new address. ${advice(scene)}`),
    ],
  };
}

function policyQuestion(scene: Scene): Script {
  return {
    agent: 'Triage',
    question: `Does this count as a late return? ${complaint(scene)}`,
    turns: [
      callTurn(toolCalls.searchKb(scene)),
      callTurn(toolCalls.readPolicy(scene)),
      ...(scene.random.chance(0.45) ? [callTurn(toolCalls.getCustomer(scene))] : []),
      ...followUp(scene),
      answerTurn(`In short: ${advice(scene)}`),
    ],
  };
}

function ticketTriage(scene: Scene): Script {
  const { random, order } = scene;
  const handover = random.chance(0.2);
  return {
    agent: 'Triage',
    question: `Ticket about ${order.id}, subject "${order.item}: delivery failed?" ${complaint(scene)}`,
    turns: [
      callTurn(toolCalls.classifyTicket(scene), toolCalls.searchKb(scene)),
      callTurn(toolCalls.lookupOrder(scene), toolCalls.getShipment(scene)),
      ...(random.chance(0.4) ? [callTurn(toolCalls.getCustomer(scene))] : []),
      ...(random.chance(0.25) ? [callTurn(toolCalls.escalate(scene))] : []),
      ...followUp(scene),
      answerTurn(`Sorted: ${order.id} goes to the right queue, no exception was needed. ${advice(scene)}`),
    ],
    ...(handover ? { handoverAt: 1 } : {}),
  };
}

/** Asking again once is normal; it takes four equal calls to be a loop. */
function polledTwice(scene: Scene): Turn[] {
  return scene.random.chance(0.15) ? [callTurn(toolCalls.getShipment(scene))] : [];
}

function followUp(scene: Scene): Turn[] {
  return scene.random.chance(0.3) ? [callTurn(toolCalls.sendEmail(scene))] : [];
}
