import type { ErrorClass } from '../../lib/contracts/span';
import type { TreeNode } from '../../lib/trace/span-tree';
import { Badge, type Tone } from '../ui/badge';

const failures: Record<ErrorClass, { tone: Tone; word: string; title: string }> = {
  origin: { tone: 'error', word: 'error', title: 'Status ERROR, and no span below explains it' },
  propagated: { tone: 'error', word: 'from below', title: 'Status ERROR that an error below explains' },
  handled: { tone: 'silent', word: 'handled', title: 'A failure was recorded, and the run went on' },
  silent: { tone: 'silent', word: 'silent', title: 'The status is not ERROR, the content says failure' },
};

/** What is wrong with a span, and what is odd about its place in the trace. */
export function SpanBadges({ node }: { node: TreeNode }) {
  const { span } = node;
  const failure = span.errorClass === null ? null : failures[span.errorClass];
  return (
    <>
      {failure && (
        <Badge tone={failure.tone} title={failure.title}>
          {failure.word}
        </Badge>
      )}
      {span.durationNs === null && <Badge title="It has no end time">unfinished</Badge>}
      {node.orphan && <Badge title={`Its parent ${span.parentSpanId} is not in the trace`}>orphan</Badge>}
      {node.cycle && <Badge title="Its parents lead back to itself; shown as a root">cycle</Badge>}
      {span.conflict && (
        <Badge title="Another span of this trace has the same id and says something else">conflict</Badge>
      )}
    </>
  );
}
