import { z } from 'zod';

const argument = {
  type: 'string',
  description:
    'id or name of the dataset; without it the one that the server was started on, else the newest',
};

const schemaSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) });

/** A tool's JSON Schema with the dataset as one more argument, optional. */
export function withDatasetArgument(parameters: Record<string, unknown>) {
  const { properties, ...rest } = schemaSchema.parse(parameters);
  return { ...rest, type: 'object' as const, properties: { ...properties, dataset_id: argument } };
}

/** The dataset and the tool's own arguments, apart. What is no text names no dataset, and is left for the tool to refuse. */
export function splitDataset({ dataset_id, ...rest }: Record<string, unknown>): {
  datasetId: string | undefined;
  rest: Record<string, unknown>;
} {
  if (dataset_id === undefined || dataset_id === null) return { datasetId: undefined, rest };
  return typeof dataset_id === 'string'
    ? { datasetId: dataset_id, rest }
    : { datasetId: undefined, rest: { ...rest, dataset_id } };
}
