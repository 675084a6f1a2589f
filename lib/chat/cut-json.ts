const longest = 6000;

/** A value as indented JSON: the whole for the clipboard, and a text to show that says when it was cut. */
export function cutJson(value: unknown): { text: string; whole: string } {
  const whole = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? 'nothing');
  if (whole.length <= longest) return { text: whole, whole };
  return { text: `${whole.slice(0, longest)}\n… [cut: ${whole.length} characters in all]`, whole };
}
