const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "05:41:59" of an ISO 8601 time in UTC. */
export function formatClock(iso: string): string {
  return iso.slice(11, 19);
}

/** "23 Apr" of an ISO 8601 time in UTC. */
export function formatDay(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${months[Number(iso.slice(5, 7)) - 1] ?? '?'}`;
}

/** "23 Apr 2026 05:41:59" of an ISO 8601 time in UTC. */
export function formatDateTime(iso: string): string {
  return `${formatDay(iso)} ${iso.slice(0, 4)} ${formatClock(iso)}`;
}

/** "23 Apr 05:32:01 – 07:10:44", with the second day where it is another one. */
export function formatTimeRange(from: string, to: string): string {
  const end = sameDay(from, to) ? formatClock(to) : `${formatDay(to)} ${formatClock(to)}`;
  return `${formatDay(from)} ${formatClock(from)} – ${end}`;
}

export function sameDay(a: string, b: string): boolean {
  return a.slice(0, 10) === b.slice(0, 10);
}

/** "just now", "4 min ago", "3 h ago", "2 days ago", then the day. Both in epoch milliseconds. */
export function formatAgo(atMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - atMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 60 * 24) return `${Math.floor(minutes / 60)} h ago`;
  const days = Math.floor(minutes / 60 / 24);
  if (days < 14) return days === 1 ? 'yesterday' : `${days} days ago`;
  const iso = new Date(atMs).toISOString();
  return `${formatDay(iso)} ${iso.slice(0, 4)}`;
}
