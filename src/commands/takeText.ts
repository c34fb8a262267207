import { grouped } from '../l10n/grouped.ts'
import type { Translate } from '../l10n/translate.ts'

/** The most text that is handed to a page, in UTF-16 units; a model takes far less, and says where it stopped. */
export const textLimit = 200_000

/** Why a text cannot be analysed, as a sentence with the next step in it; undefined where it can. */
export function whyNot(text: string, t: Translate, language: string): string | undefined {
  if (text.trim() === '') return t('There is nothing but white space here; select some text and run Show Attention again.')
  if (text.length > textLimit) {
    return t('{0} characters are more than Token Gaze takes ({1}); select a shorter passage.', grouped(text.length, language), grouped(textLimit, language))
  }
  if (looksBinary(text)) return t('This looks like a binary file; open a text file and select some text.')
  return undefined
}

/** The lines around a line, up to the blank ones: [first, last]; undefined on a blank line. */
export function paragraphAround(line: number, count: number, isBlank: (line: number) => boolean): [number, number] | undefined {
  if (line >= count || isBlank(line)) return undefined
  let first = line
  while (first > 0 && !isBlank(first - 1)) first -= 1
  let last = line
  while (last + 1 < count && !isBlank(last + 1)) last += 1
  return [first, last]
}

/** NUL, or more than a tenth of control and replacement characters, in the first 10,000 units. */
function looksBinary(text: string): boolean {
  const head = text.slice(0, 10_000)
  if (head.includes('\0')) return true
  let odd = 0
  for (let index = 0; index < head.length; index += 1) {
    const unit = head.charCodeAt(index)
    if (unit === 0xfffd || (unit < 32 && unit !== 9 && unit !== 10 && unit !== 12 && unit !== 13)) odd += 1
  }
  return odd * 10 > head.length
}
