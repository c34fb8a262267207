import { sayToken } from '../../state/phrases.ts'

const known = new WeakMap<readonly string[], readonly string[]>()

/** The chosen units in running text; a text that comes more than once is numbered by its place among its like: "bank (2)". */
export function unitNames(labels: readonly string[], chosen: readonly number[]): readonly string[] {
  const all = known.get(labels) ?? numbered(labels.map(sayToken))
  known.set(labels, all)
  return chosen.map((unit) => all[unit]!)
}

function numbered(names: readonly string[]): readonly string[] {
  const places = new Map<string, number[]>()
  names.forEach((name, at) => {
    const same = places.get(name)
    if (same) same.push(at)
    else places.set(name, [at])
  })
  const all = [...names]
  for (const [name, same] of places) {
    if (same.length > 1) same.forEach((at, place) => { all[at] = `${name}\u00a0(${String(place + 1)})` })
  }
  return all
}
