import { z } from 'zod';
import { type HelpTopic, UsageError } from './usage';

export interface Flag {
  topic: HelpTopic;
  flag: string;
  text: string | undefined;
}

/** The value of a flag, parsed; undefined where it was not given. Throws UsageError. */
export function readFlag<T>({
  topic,
  flag,
  text,
  schema,
  wanted,
}: Flag & { schema: z.ZodType<T>; wanted: string }) {
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw new UsageError(topic, `${flag} "${text}" is not ${wanted}.`);
  return parsed.data;
}

export function wholeNumber({ from, to, ...rest }: Flag & { from: number; to: number }): number | undefined {
  const schema = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to));
  return readFlag({ ...rest, schema, wanted: `a whole number from ${from} to ${to}` });
}
