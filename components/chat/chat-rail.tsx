/** What stands at the edge while the chat is hidden. */
export function ChatRail({ onOpen, shortcut }: { onOpen: () => void; shortcut: string }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label="Show the chat"
      aria-keyshortcuts="Meta+J Control+J"
      title={`Ask the traces (${shortcut})`}
      className="flex h-full w-9 flex-col items-center gap-3 border-l border-line bg-panel py-3 text-secondary hover:bg-sunk hover:text-ink max-md:fixed max-md:right-3 max-md:bottom-3 max-md:z-30 max-md:h-9 max-md:w-auto max-md:flex-row max-md:rounded-full max-md:border max-md:px-4 max-md:shadow-float"
    >
      <span className="font-medium whitespace-nowrap [writing-mode:vertical-rl] max-md:[writing-mode:horizontal-tb]">
        Ask the traces
      </span>
    </button>
  );
}
