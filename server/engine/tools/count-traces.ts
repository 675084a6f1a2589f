import { countTraces, traceGroupingSchema } from '../../store/trace-counts';
import { headWithin, roomBeside } from '../limits';
import { share } from '../pattern-view';
import { defineTool, filtersArgument, inScope, tellFilters } from '../tool';

export const countTracesTool = defineTool({
  name: 'count_traces',
  description:
    'How many traces match, without listing them, in all or for each model, service, agent, tool, project or hour, with the share of all and how many of each have status ERROR. The cheapest way to a number: use it in place of query_traces where ids are not needed. A trace that used two models counts under both.',
  args: {
    filters: filtersArgument,
    group_by: traceGroupingSchema.default('none'),
  },
  async answer(args, { context, signal }) {
    const filters = inScope(context, args.filters);
    const counts = await countTraces({
      database: context.database,
      filters,
      groupBy: args.group_by,
      signal,
    });
    const all = counts.groups.map((group) => ({
      value: group.value,
      traces: group.traces,
      share: share(group.traces, counts.traces),
      error_traces: group.errorTraces,
    }));
    const frame = {
      filters: tellFilters(filters),
      total: counts.traces,
      of_traces_in_dataset: counts.ofTraces,
      share_of_dataset: share(counts.traces, counts.ofTraces),
    };
    const groups = headWithin(all, roomBeside(frame, context.limits.answerBytes));
    const left = counts.distinct - groups.length;
    return {
      result: {
        ...frame,
        ...(args.group_by === 'none' ? {} : { group_by: args.group_by, distinct: counts.distinct, groups }),
        ...(args.group_by !== 'none' && left > 0
          ? { cut: `${left} more values are not listed; narrow the filters to see them.` }
          : {}),
      },
    };
  },
});
