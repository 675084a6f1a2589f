import type { ScriptedCall } from './script';

const pieceLength = 7;

export function textPieces(text: string | string[] | undefined): string[] {
  return Array.isArray(text) ? text : pieces(text ?? '');
}

export function argumentsOf(call: ScriptedCall): string {
  return typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
}

/** Made up where the script names none. */
export function callIdOf(call: ScriptedCall): string {
  return call.id ?? `call_${Math.random().toString(36).slice(2, 10)}`;
}

/** A few characters each. */
export function pieces(text: string): string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${pieceLength}}`, 'gu')) ?? [];
}
