/** Seen when it has the focus, as the first stops of the keyboard have. `to` is the id of what it leads to. */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={`#${to}`}
      className="fixed top-1 left-1 z-50 -translate-y-20 rounded-control bg-accent px-3 py-1 text-accent-ink focus:translate-y-0"
    >
      {children}
    </a>
  );
}
