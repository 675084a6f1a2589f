import type { ReactNode } from 'react';

export interface Setting {
  name: string;
  value: ReactNode;
  /** Where it comes from, or what it means. */
  note?: ReactNode;
}

/** A titled list of settings: name, value, and where it comes from. */
export function SettingRows({
  title,
  rows,
  children,
}: {
  title: string;
  rows: Setting[];
  children?: ReactNode;
}) {
  return (
    <section className="mt-8 first:mt-0">
      <h2 className="heading border-b border-line pb-1.5">{title}</h2>
      <dl>
        {rows.map(({ name, value, note }) => (
          <div key={name} className="flex gap-4 border-b border-line py-2 max-sm:flex-col max-sm:gap-0">
            <dt className="w-40 shrink-0 text-secondary">{name}</dt>
            <dd className="min-w-0 flex-1">
              <div className="break-words">{value}</div>
              {note && <div className="text-small text-secondary">{note}</div>}
            </dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}
