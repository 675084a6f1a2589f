import type { Ask, Play, PlayAnswer, PlayCall } from './play';

type Turn = IteratorResult<Ask, string>;

/** Several plays side by side: what they ask in one round is asked at once. Answers what each says, in their order. */
export function* together(plays: readonly Play[]): Play<string[]> {
  const turns: Turn[] = plays.map((play) => play.next());
  const texts = () => turns.map((turn) => (turn.done ? turn.value : turn.value.otherwise));
  while (turns.some((turn) => !turn.done)) {
    const calls = turns.flatMap((turn) => (turn.done ? [] : turn.value.calls));
    const answers = yield { calls, otherwise: texts().join('\n\n') };
    let from = 0;
    for (const [index, play] of plays.entries()) {
      const turn = turns[index];
      if (turn === undefined || turn.done) continue;
      const count = turn.value.calls.length;
      turns[index] = play.next(answers.slice(from, from + count));
      from += count;
    }
  }
  return texts();
}

/** The same play, whose texts are put into a frame, the one that it gives where turns run out as well. */
export function* framed(play: Play, frame: (text: string) => string): Play {
  let turn = play.next();
  while (!turn.done) {
    const { calls, otherwise } = turn.value;
    turn = play.next(yield { calls, otherwise: frame(otherwise) });
  }
  return frame(turn.value);
}

/** The same play, in which nothing is asked twice: what was answered before is given again, and takes no turn. */
export function* askingOnce(play: Play): Play {
  const known = new Map<string, PlayAnswer>();
  let turn = play.next();
  while (!turn.done) {
    const { calls, otherwise } = turn.value;
    const fresh = new Map(
      calls.filter((call) => !known.has(nameOf(call))).map((call) => [nameOf(call), call]),
    );
    if (fresh.size > 0) {
      const answers = yield { calls: [...fresh.values()], otherwise };
      for (const [index, name] of [...fresh.keys()].entries()) known.set(name, answers[index] ?? unanswered);
    }
    turn = play.next(calls.map((call) => known.get(nameOf(call)) ?? unanswered));
  }
  return turn.value;
}

const unanswered: PlayAnswer = { ok: false, result: {} };

function nameOf({ name, args }: PlayCall): string {
  return `${name} ${JSON.stringify(args)}`;
}
