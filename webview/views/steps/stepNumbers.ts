import { t } from '../../l10n/translate.ts'

/** No score of a model is as low that its key is not masked. */
const maskedBelow = -9e3

export function isMaskedScore(score: number): boolean {
  return score < maskedBelow
}

/** Three decimals; tiny and huge numbers as powers of ten, "2.1e−5". */
export function sayNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value < 0 ? '−∞' : '∞'
  const size = Math.abs(value)
  const text = size !== 0 && (size < 5e-4 || size >= 1e5) ? size.toExponential(1).replace('e+', 'e') : size.toFixed(3)
  return `${value < 0 ? '−' : ''}${text.replace('-', '−')}`
}

/** The same of a score, or that its key is masked. */
export function sayScore(score: number): string {
  return isMaskedScore(score) ? t('masked') : sayNumber(score)
}

/** The shortest text that gives the same float32 again. */
export function exactNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  for (let digits = 6; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits))
    if (Math.fround(text) === Math.fround(value)) return String(text)
  }
  return String(Number(value.toPrecision(9)))
}

/** A vector for the clipboard: a JSON array. */
export function vectorJson(values: ArrayLike<number>): string {
  return `[${Array.from(values, exactNumber).join(', ')}]`
}

/** A table for the clipboard, a line each with tabs between; tabs and line breaks in texts become spaces. */
export function tableTsv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => (typeof value === 'number' ? exactNumber(value) : value.replace(/[\t\r\n]/g, ' '))
  return [header, ...rows].map((row) => row.map(cell).join('\t')).join('\n')
}

/** The largest size among some numbers. */
export function largest(...all: readonly Float32Array[]): number {
  let most = 0
  for (const values of all) for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
