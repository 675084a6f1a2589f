import { z } from 'zod';
import { badArguments } from '../engine/bad-arguments';
import { ToolRefusal } from '../engine/tool';

/** The arguments of a tool, parsed. Throws ToolRefusal with what does not hold and what may be given. */
export function readArgs<T extends z.ZodType>(options: {
  tool: string;
  schema: T;
  args: Record<string, unknown>;
}): z.output<T> {
  const { tool, schema, args } = options;
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  throw new ToolRefusal({ ...badArguments({ tool, schema, error: parsed.error }) });
}

const jsonSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), z.json()).default({}),
});

/** The schema of the arguments as the protocol offers it. */
export function inputSchema(schema: z.ZodObject) {
  const { $schema: _, ...parameters } = jsonSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  return parameters;
}
