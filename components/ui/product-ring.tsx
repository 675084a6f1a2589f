/** The open ring that stands for the product; decoration beside its name. */
export function ProductRing() {
  return (
    <svg aria-hidden="true" width="15" height="15" viewBox="0 0 15 15" fill="none">
      <path
        d="M11.9 3.1a6.2 6.2 0 1 0 1.8 4.4"
        stroke="var(--accent)"
        strokeWidth="2.2"
        strokeLinecap="round"
        transform="rotate(-60 7.5 7.5)"
      />
    </svg>
  );
}
