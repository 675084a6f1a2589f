/** Where a list was left, so that Back finds it there. */
export interface ScrollPlace {
  offset: number;
  /** Row that was opened, or walked to; null before. */
  row: number | null;
}

/** Lists are told apart by their address; it lives as long as the tab does not reload. */
const places = new Map<string, ScrollPlace>();

export function recallPlace(address: string): ScrollPlace {
  return places.get(address) ?? { offset: 0, row: null };
}

export function rememberPlace(address: string, place: Partial<ScrollPlace>): void {
  places.set(address, { ...recallPlace(address), ...place });
}
