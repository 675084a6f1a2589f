import Link from 'next/link';

/** Two sliders; leads to the settings. */
export function SettingsLink() {
  return (
    <Link
      href="/settings"
      aria-label="Settings"
      title="Settings"
      className="-mx-1 flex size-7 shrink-0 items-center justify-center rounded-control text-secondary hover:bg-sunk hover:text-ink"
    >
      <svg
        aria-hidden="true"
        width="15"
        height="15"
        viewBox="0 0 15 15"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
      >
        <path d="M1.5 4.5h6M11 4.5h2.5M1.5 10.5H4M7.5 10.5h6" />
        <circle cx="9.25" cy="4.5" r="1.75" />
        <circle cx="5.75" cy="10.5" r="1.75" />
      </svg>
    </Link>
  );
}
