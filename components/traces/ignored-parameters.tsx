/** Says which parts of a link were not understood; the page shows the rest. */
export function IgnoredParameters({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <p role="status" className="border-b border-line bg-silent-tint px-3.5 py-1.5 text-silent">
      This link says something about{' '}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <code className="machine">{name}</code>
        </span>
      ))}{' '}
      that is not understood. It was left out; everything else holds.
    </p>
  );
}
