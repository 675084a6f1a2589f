import { failureModes } from './failure-modes';
import type { Play } from './play';
import { paragraphs } from './words';

/** The diagnosis, and why there is no more. */
export function* codeChange(): Play {
  const why =
    'No code change is proposed here: the traces say what failed and how often, and only someone who sees the code can say where to change it. This is the diagnosis.';
  return paragraphs(why, yield* failureModes());
}

// biome-ignore lint/correctness/useYield: a play that asks nothing is a play all the same.
export function* whatChanged(): Play {
  return 'Two runs cannot be compared yet: one diagnosis sees one dataset. What can be done now: import the older files as a dataset of their own, ask both the same question ("what are the most common failure modes?"), and compare the rates; each comes with its interval.';
}

// biome-ignore lint/correctness/useYield: as above.
export function* whichTrace(): Play {
  return 'Which trace is meant? Name its id, as in: why did trace `ID` fail?';
}

// biome-ignore lint/correctness/useYield: as above.
export function* help(): Play {
  return [
    'This question is outside of what the built-in analyst can do. It answers these:',
    '',
    '- What are the most common failure modes, with trace ids and the exact error strings?',
    '- Which traces have status ERROR? The top five by count.',
    '- Why did trace `ID` fail, what was its tool sequence, did it recover?',
    '- Which tools are called most, and which go with errors?',
    '- Which runs are slow, expensive or wasteful?',
    '- Where does the model refuse?',
    '- Which values of `output.value` repeat?',
    '',
    'For free questions set OPENAI_API_KEY (or OPENAI_BASE_URL for a model of your own) and start again.',
  ].join('\n');
}
