export interface KeyGroup {
  title: string;
  /** `Mod` stands for the command key of the machine; each of the keys does it. */
  keys: { keys: string[]; does: string }[];
}

/** Every key that a page handles, beyond what the browser does with it. The README names the chief ones. */
export const keyGroups: KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['?'], does: 'This list' },
      { keys: ['Mod J'], does: 'Into the chat, and out of it' },
      { keys: ['Esc'], does: 'Close a dialog or a menu' },
      { keys: ['←', '→'], does: 'Along tabs, and the edge between two panes' },
    ],
  },
  {
    title: 'Traces',
    keys: [
      { keys: ['/', 'Mod K'], does: 'Search' },
      { keys: ['↵'], does: 'Search for what was typed' },
      { keys: ['⌫'], does: 'In an empty search: take the last filter away' },
      { keys: ['↓'], does: 'From the search to the traces' },
      { keys: ['↓', '↑', 'PgDn', 'PgUp', 'Home', 'End'], does: 'Through the traces' },
      { keys: ['↵'], does: 'Open the trace' },
      { keys: ['←', '→'], does: 'Along the bars of time' },
    ],
  },
  {
    title: 'A trace',
    keys: [
      { keys: ['e', 'E'], does: 'Next and previous error' },
      { keys: ['j', 'k'], does: 'Next and previous span' },
      { keys: ['↓', '↑', 'PgDn', 'PgUp', 'Home', 'End'], does: 'Through the tree' },
      { keys: ['→', '←', 'Space'], does: 'Unfold and fold' },
      { keys: ['↵'], does: 'From the tree to the span' },
      { keys: ['/', 'Mod F'], does: 'Find in the trace' },
      { keys: ['↵', '⇧ ↵'], does: 'Next and previous span found' },
      { keys: ['Esc'], does: 'Empty the search, then back to the tree' },
    ],
  },
  {
    title: 'Chat',
    keys: [
      { keys: ['↵'], does: 'Ask' },
      { keys: ['⇧ ↵'], does: 'New line' },
      { keys: ['Esc'], does: 'Cancel the run' },
    ],
  },
];
