/** What stands at the edge while the chat is hidden: at the right, or below where the window is narrow. It covers nothing. */
export function ChatRail({ onOpen, shortcut }: { onOpen: () => void; shortcut: string }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label="Show the chat"
      aria-keyshortcuts="Meta+J Control+J"
      title={`Ask the traces (${shortcut})`}
      className="flex h-full w-9 flex-col items-center gap-3 border-l border-line bg-panel py-3 text-secondary hover:bg-sunk hover:text-ink max-md:h-10 max-md:w-full max-md:flex-row max-md:justify-center max-md:border-t max-md:border-l-0 max-md:py-0"
    >
      <span className="font-medium whitespace-nowrap [writing-mode:vertical-rl] max-md:[writing-mode:horizontal-tb]">
        Ask the traces
      </span>
    </button>
  );
}
