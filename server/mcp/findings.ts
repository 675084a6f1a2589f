import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  type Resource,
  type Tool,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { findingMarkdown } from '../../lib/chat/finding-markdown';
import type { Finding } from '../../lib/contracts/finding';
import { findFinding, listFindings } from '../store/findings';
import type { McpPlace } from './place';
import { inputSchema, readArgs } from './read-args';
import { jsonResult } from './tool-result';

const scheme = 'halo-loop://findings/';
const listed = 100;

const listArgs = z.strictObject({
  dataset_id: z.string().optional().describe('those of one dataset alone; without it, of all'),
});
const getArgs = z.strictObject({ finding_id: z.string().min(1) });

export const findingTools: Tool[] = [
  {
    name: 'list_findings',
    title: 'List findings',
    description:
      'What was established about a dataset by earlier diagnoses: each with how many traces it holds for, newest first; what was reported more than once is listed once. get_finding gives one whole.',
    inputSchema: inputSchema(listArgs),
    annotations: { readOnlyHint: true },
  },
  {
    name: 'get_finding',
    title: 'Get a finding',
    description: 'One finding with its claim, evidence, quotes, and the predicate that selects its traces.',
    inputSchema: inputSchema(getArgs),
    annotations: { readOnlyHint: true },
  },
];

/** A finding as an agent is shown it; every number was counted by the server. */
export function viewFinding(finding: Finding): object {
  const { id, title, severity, kind, claim, evidence, predicate, confidence, prevalence, datasetId } =
    finding;
  return {
    finding_id: id,
    title,
    severity,
    ...(kind === undefined ? {} : { kind }),
    claim,
    confidence,
    traces: prevalence.traces,
    of_traces: prevalence.ofTraces,
    rate: prevalence.rate,
    interval_95: [prevalence.low, prevalence.high],
    evidence,
    predicate,
    dataset_id: datasetId,
  };
}

export async function listFindingsTool(
  place: McpPlace,
  args: Record<string, unknown>,
  signal: AbortSignal,
): Promise<CallToolResult> {
  const { dataset_id } = readArgs({ tool: 'list_findings', schema: listArgs, args });
  const dataset = dataset_id === undefined ? undefined : await place.dataset(dataset_id, signal);
  const all = await listFindings(place.config.home, { datasetId: dataset?.id });
  const findings = all.slice(0, listed).map(({ finding, diagnosisId, question, at, reported }) => ({
    finding_id: finding.id,
    title: finding.title,
    severity: finding.severity,
    traces: finding.prevalence.traces,
    of_traces: finding.prevalence.ofTraces,
    dataset_id: finding.datasetId,
    diagnosis_id: diagnosisId,
    question,
    reported_at: new Date(at).toISOString(),
    times_reported: reported,
  }));
  const cut = all.length > listed ? { cut: `The newest ${listed} of ${all.length}.` } : {};
  return jsonResult({ findings, ...cut });
}

export async function getFindingTool(
  place: McpPlace,
  args: Record<string, unknown>,
): Promise<CallToolResult> {
  const { finding_id } = readArgs({ tool: 'get_finding', schema: getArgs, args });
  const found = await findFinding(place.config.home, finding_id);
  if (found) return jsonResult({ ...viewFinding(found.finding), question: found.question });
  const error = `There is no finding ${finding_id}.`;
  return jsonResult({ error, instead: 'Take an id out of list_findings.' }, { isError: true });
}

/**
 * A page of the findings as resources, newest first; the cursor is the id of the last one before it. Throws ProtocolError where there is
 * none of that id.
 */
export async function findingResources(
  { config }: McpPlace,
  cursor: string | undefined,
): Promise<{ resources: Resource[]; nextCursor?: string }> {
  const all = await listFindings(config.home);
  const last = all.findIndex(({ finding }) => finding.id === cursor);
  if (cursor !== undefined && last === -1) {
    const error = `There is no finding "${cursor}" to go on from: list from the beginning.`;
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, error);
  }
  const page = all.slice(last + 1, last + 1 + listed);
  const resources = page.map(({ finding }) => ({
    uri: `${scheme}${encodeURIComponent(finding.id)}`,
    name: finding.title,
    description: `${finding.severity}, ${finding.prevalence.traces} of ${finding.prevalence.ofTraces} traces of ${finding.datasetName}`,
    mimeType: 'text/markdown',
  }));
  const next = last + 1 + listed < all.length ? page.at(-1)?.finding.id : undefined;
  return { resources, ...(next !== undefined && { nextCursor: next }) };
}

/** Undefined where the address is none of a finding, or of one that is not there. */
export async function readFindingResource(place: McpPlace, uri: string): Promise<string | undefined> {
  if (!uri.startsWith(scheme)) return undefined;
  const found = await findFinding(place.config.home, decodeURIComponent(uri.slice(scheme.length)));
  // Without a dashboard a link has nowhere to lead; the ids in it still tell.
  return found && findingMarkdown(found.finding, { origin: place.origin ?? '' });
}
