/** What the rules look for. A word that is typed nearly so is taken for it. */
const telling = new Set(
  `
  trace traces run runs span spans tool tools function functions agent agents model models service services dataset datasets session
  sessions project projects call calls called turn turns step steps message messages conversation conversations context prompt prompts
  output outputs input inputs value values answer answers answered result results response responses payload payloads argument arguments
  parameter parameters attribute attributes
  error errors fail fails failed failing failure failures exception exceptions problem problems issue issues wrong broken crash crashes
  crashed bug bugs anomaly anomalies pattern patterns finding findings cause causes reason reasons mode modes status code silent silently
  common commonest frequent frequently often most least many repeated repeating repeat repeats duplicate duplicates duplicated
  identical recurring similar group grouped
  recover recovers recovered recovery retry retries retried retrying storm storms rate limit limits limited throttle throttled quota
  unknown invalid missing unfinished incomplete malformed validation refuse refuses refused refusing refusal refusals empty truncated
  decline declines declined
  slow slower slowest latency duration long longer longest expensive cheapest cost costs costly price token tokens waste wasted wasteful
  giant huge large larger largest growth growing grows window loop loops looping
  change changes changed compare compared comparison difference differences different previous before after since regression regressions
  regressed improved worse better
  overview summary summarise summarize summarised describe statistics count counts counted number total totals
  associated association associations correlate correlated correlation blame responsible related
  propose proposal suggest patch solution improve rewrite refactor implement
  sequence order sequences happened happen happens list explain evidence string strings trace_id trace_ids
  `
    .trim()
    .split(/\s+/),
);

/** Mended as well: they tell where a question begins. */
const askers = ['which', 'what', 'where', 'when', 'there', 'does', 'have', 'show', 'most', 'many'];

/** Everyday words, which say nothing of what is asked by themselves, or which rules look for and nobody mistypes. */
const everyday = new Set(
  `
  a an the this that these those it its they them their there here he she him her his who whose whom one ones other others another some
  any each every all both either neither none no not never ever only just also too very really so such same own and or but nor if then
  else than as at by for from in into of off on onto out over under up down to toward with within without about above across against
  along among around because behind below beside besides between beyond during except inside like near outside per through throughout
  till until upon via versus vs while whether
  i me my mine we us our ours you your yours
  am is are was were be been being do does did done doing have has had having can could may might must shall should will would
  isn't aren't wasn't weren't don't doesn't didn't can't cannot won't haven't hasn't what's that's there's it's i'm let's whats
  what which when where why how whatever whichever
  get gets got getting give gives given giving go goes going gone went come comes came make makes made take takes took taken tell told
  tells say says said show shows shown see saw seen look looks looked looking find finds found finding need needs want wants like please
  thanks thank hello hi hey help ask asks asked asking question questions know think mean means meant let use uses used using put keep
  keeps kept try tries tried work works worked working start starts started stop stops stopped end ends ended ending finish finishes
  finished left leave leaves cite cites cited citing name names named naming list lists listed point points return returns returned
  bring write writes wrote written fix fixes fixed edit modify update repair solve resolve correct prevent avoid change apply create
  generate draft provide search contain contains containing mention mentions mentioning include includes including appear appears occur
  occurs occurring exist exists existing hit hits hitting run ran running lead leads led cause receive receives received send sends sent
  first second third fourth fifth last next previous another more less much few fewer several lot lots enough half quarter
  zero one two three four five six seven eight nine ten twenty fifty hundred
  break breaks breaking broke good bad best worst big bigger biggest small smaller high higher highest low lower lowest top bottom main major minor important
  interesting exact exactly precise precisely full complete entire whole overall general total typical usual usually normal average
  median mean percent percentage share ratio rate rates possible likely likelier likeliest unlikely certain sure clear plain short brief
  detail details detailed kind kinds type types sort sorted sorts thing things way ways case cases example examples instance instances
  time times date day today hour hours minute minutes second seconds ms new newer newest old older oldest recent recently
  actual actually currently now today still again already yet always sometimes together separately
  data file files record records recorded line lines text texts word words id ids list table bytes size sizes row rows json log logs
  user users llm llms openai api http system root parent parents child children orphan orphans level levels part parts piece pieces
  request requests reply replies content contents key keys set sets field fields
  happen happening wrong right ok okay fine bad success succeed succeeded succeeds successful successfully pass passed passes
  near-duplicates near-duplicate duplicates dupes dupe near nearly grouping
  open close closed stuck hang hangs hung hanging pending
  spend spends spent burn burns burned consume consumes consumed cheap money dollars usd
  cut cuts blank filter filters filtered pick choose chosen tried invented hallucinated hallucinate hallucinates nonexistent inexistent
  max maximum min minimum budget exceeded exceed exceeds iteration iterations recursion
  source codebase repo repository pull diff commit module class method
  deal dig deeper drill further continue elaborate expand
  diagnose diagnosis diagnostic analyse analyze analysis investigate inspect check checks checked review debug root
  `
    .trim()
    .split(/\s+/),
);

/** Whether it tells something of what is asked. */
export function isTelling(word: string): boolean {
  return telling.has(word);
}

/** Whether it is a word that the rules know, in one of its forms. */
export function isFamiliar(word: string): boolean {
  return (
    telling.has(word) ||
    everyday.has(word) ||
    formsOf(word).some((form) => telling.has(form) || everyday.has(form))
  );
}

function formsOf(word: string): string[] {
  const forms = [word.replace(/'s$/, ''), word.replace(/s$/, ''), word.replace(/ly$/, '')];
  for (const ending of ['ed', 'ing', 'es', 'er']) {
    if (word.length > ending.length + 3 && word.endsWith(ending)) {
      const stem = word.slice(0, -ending.length);
      forms.push(stem, `${stem}e`);
    }
  }
  return forms;
}

/** The word that was meant where it is not familiar and one slip away from one that tells something; else the word itself. */
export function mendWord(word: string): string {
  if (!/^\p{L}{4,}$/u.test(word) || isFamiliar(word)) return word;
  for (const candidate of [...telling, ...askers]) if (isSlip(word, candidate)) return candidate;
  return word;
}

/** Two letters swapped, one missing, one doubled or too many, or, in a longer word, one other letter; the first one is rarely wrong. */
function isSlip(word: string, meant: string): boolean {
  if (word[0] !== meant[0] || meant.length < 4 || Math.abs(word.length - meant.length) > 1) return false;
  const at = firstDifference(word, meant);
  const [rest, other] = [word.slice(at), meant.slice(at)];
  if (word.length === meant.length) {
    const isSwapped = rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2);
    return isSwapped || (meant.length >= 6 && rest.slice(1) === other.slice(1));
  }
  if (meant.length < 5) return false;
  return word.length < meant.length ? rest === other.slice(1) : rest.slice(1) === other;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
