import { z } from 'zod';
import { filtersSchema } from './filters';

export const severitySchema = z.enum(['critical', 'major', 'minor', 'info']);
export type Severity = z.infer<typeof severitySchema>;

export const evidenceSchema = z.strictObject({
  trace_id: z.string().min(1),
  span_id: z.string().min(1).optional(),
  quote: z.string().min(1).max(2000).optional().describe('words that stand in the cited span, to the letter'),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** A claim that can be checked again, as the engine states it. */
export const findingDraftSchema = z.strictObject({
  title: z.string().min(1).max(160).describe('what happens, in plain words'),
  severity: severitySchema,
  /** The kind of failure, shown beside the severity: "failed tool", "silent failure", … */
  kind: z.string().min(1).max(40).optional(),
  claim: z.string().min(1).max(2000),
  evidence: z.array(evidenceSchema).min(1).max(20),
  predicate: filtersSchema.describe('the filters that tell which traces the claim holds for'),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type FindingDraft = z.infer<typeof findingDraftSchema>;

/** n of N traces, with the 95 % Wilson interval; computed by the server, never taken from a model. */
export const prevalenceSchema = z.object({
  traces: z.number().int(),
  ofTraces: z.number().int(),
  rate: z.number(),
  low: z.number(),
  high: z.number(),
});

/** An accepted finding: every trace and span exists, every quote was found, all evidence is among the predicate's matches. */
export const findingSchema = findingDraftSchema.extend({
  id: z.string(),
  prevalence: prevalenceSchema,
  quotesFound: z.number().int(),
  /** Name of the cited span, or of the cited trace's root, for each piece of evidence in its order. */
  evidenceNames: z.array(z.string()).optional(),
  /** What the pattern of the predicate says. */
  patternName: z.string().nullable().optional(),
  datasetId: z.string(),
  datasetName: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;
