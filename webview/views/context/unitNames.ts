import { sayToken } from '../../state/phrases.ts'

/** The chosen units in running text; a text that comes more than once is numbered by its place among its like: "bank (2)". */
export function unitNames(labels: readonly string[], chosen: readonly number[]): readonly string[] {
  const bare = labels.map(sayToken)
  return chosen.map((unit) => {
    const same = bare.flatMap((name, at) => (name === bare[unit] ? [at] : []))
    return same.length > 1 ? `${bare[unit]!}\u00a0(${String(same.indexOf(unit) + 1)})` : bare[unit]!
  })
}
