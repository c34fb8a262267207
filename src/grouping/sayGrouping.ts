import type { Grouping } from '../../protocol/groups.ts'
import type { Translate } from '../l10n/translate.ts'

/** The name of a grouping in lists. */
export function sayGrouping(grouping: Grouping, t: Translate): string {
  switch (grouping) {
    case 'tokens': return t('Tokens')
    case 'words': return t('Words')
    case 'identifiers': return t('Identifiers')
    case 'lines': return t('Lines')
    case 'syntax': return t('Syntax')
  }
}

/** What it takes together. */
export function explainGrouping(grouping: Grouping, t: Translate): string {
  switch (grouping) {
    case 'tokens': return t('Each token on its own, as the model has it')
    case 'words': return t('The words of the text')
    case 'identifiers': return t('Identifiers and numbers; other signs on their own')
    case 'lines': return t('The lines of the text')
    case 'syntax': return t('The smallest symbol or name that the language knows around each token')
  }
}

/** Which one of how many: "word 4 of 12". */
export function sayIndex(grouping: Grouping, index: number, count: number, t: Translate): string {
  switch (grouping) {
    case 'tokens': return t('token {0} of {1}', index, count)
    case 'words': return t('word {0} of {1}', index, count)
    case 'identifiers': return t('identifier {0} of {1}', index, count)
    case 'lines': return t('line {0} of {1}', index, count)
    case 'syntax': return t('syntax node {0} of {1}', index, count)
  }
}

/** How many: "12 words". */
export function sayCount(grouping: Grouping, count: number, t: Translate): string {
  switch (grouping) {
    case 'tokens': return t('{0} tokens', count)
    case 'words': return t('{0} words', count)
    case 'identifiers': return t('{0} identifiers', count)
    case 'lines': return t('{0} lines', count)
    case 'syntax': return t('{0} syntax nodes', count)
  }
}
