import { z } from 'zod';
import { inputSchema } from './read-args';

/** The argument of every tool that is about one dataset. */
export const datasetArgument = z
  .string()
  .optional()
  .describe('id or name of the dataset; without it the one that the server was started on, else the newest');

const own = inputSchema(z.object({ dataset_id: datasetArgument }));

const schemaSchema = z.looseObject({ properties: z.record(z.string(), z.json()).default({}) });

/** A tool's JSON Schema with the dataset as one more argument, optional. */
export function withDatasetArgument(parameters: Record<string, unknown>) {
  const { properties, ...rest } = schemaSchema.parse(parameters);
  return { ...rest, type: 'object' as const, properties: { ...properties, ...own.properties } };
}

/** The dataset beside a tool's own arguments, which the tool checks by itself. */
export const besideDataset = z.looseObject({ dataset_id: datasetArgument.nullable() });
