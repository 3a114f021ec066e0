/** Room for the labels of meters that stand below each other, in pixels: as much as the longest wants, within reason. */
export const labelRoom = (names: readonly string[]): number =>
  Math.min(132, Math.max(80, ...names.map((name) => Math.ceil(name.length * 7.1))));
