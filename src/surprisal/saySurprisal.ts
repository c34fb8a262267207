import { likeliestAt, type PredictionTable, type Spelling } from '../../protocol/predictions.ts'
import { tokenLabel } from '../../protocol/tokenLabel.ts'
import { escapeMarkdown } from '../hover/escapeMarkdown.ts'
import type { Translate } from '../l10n/translate.ts'
import type { Session } from '../sessions/session.ts'
import { labelOf, unitsOf } from '../sessions/units.ts'
import { shownSurprisal, type SurprisalPlan } from './planSurprisal.ts'

const likeliestCount = 5
const barWidth = 20

/** What the colours mean, and what the whole text comes to. */
export function sayScale({ top, mean }: SurprisalPlan, t: Translate): string {
  const scale = t('surprisal, 0 to {0} bits', top.toFixed(1))
  return Number.isNaN(mean) ? scale : `${scale}; ${t('mean {0} bits, perplexity {1}', mean.toFixed(2), (2 ** mean).toFixed(1))}`
}

/** What the hover says of a token while the editor shows surprisal, as Markdown with HTML spans; undefined until it is known. */
export function surprisalMarkdown(session: Session, token: number, t: Translate): string | undefined {
  const table = shownSurprisal(session)
  const { shown } = session
  if (!table || !shown) return undefined
  const { list } = unitsOf(shown.analysis.tokens)
  const place = token - table.first
  const unit = list[token]
  if (!unit || place < 0 || place >= table.count) return undefined
  const head = `<strong>${escapeMarkdown(labelOf(unit, shown))}</strong> ${t('token {0} of {1}', token + 1, list.length)} · ${t('id {0}', shown.analysis.tokens[token]!.id)}`
  return [head, sayPlace(table, place, t), ...likelyLines(table, place, shown.analysis.tokens[token]!.id, t),
    `[${t('Predictions')}](command:tokenGaze.showPredictions) &nbsp; [${t('Show attention again')}](command:tokenGaze.showSurprisal)`].join('\n\n')
}

function sayPlace({ surprisal, probability, rank, vocabulary }: PredictionTable, place: number, t: Translate): string {
  const bits = surprisal[place]!
  if (Number.isNaN(bits)) return t('No surprisal: nothing comes before this token.')
  return t('Surprisal {0} bits · probability {1} · rank {2} of {3}', bits.toFixed(2), sayShare(probability[place]!), rank[place]! + 1, vocabulary)
}

function likelyLines(table: PredictionTable, place: number, actual: number, t: Translate): string[] {
  const likely = likeliestAt(table, place).slice(0, likeliestCount)
  if (likely.length === 0) return []
  const top = likely[0]!.probability
  const lines = likely.map((each) => {
    const label = escapeMarkdown(labelOfSpelling(each))
    const width = Math.max(1, Math.round(barWidth * each.probability / top))
    return `| ${each.id === actual ? `<strong>${label}</strong>` : label} | <span style="background-color:var(--vscode-tokenGaze-surprisal);">${'&nbsp;'.repeat(width)}</span> | ${sayShare(each.probability)} |`
  })
  return [[`| ${t('likeliest here')} | | |`, '| :-- | :-- | --: |', ...lines].join('\n')]
}

function labelOfSpelling({ id, text, source, special }: Spelling): string {
  return tokenLabel([{ id, text, special, start: 0, end: source.length }], 0, source)
}

/** "12.3 %"; a small one with one digit, never as none. */
function sayShare(probability: number): string {
  const share = 100 * probability
  return `${share >= 0.1 || share === 0 ? share.toFixed(1) : share.toPrecision(1)} %`
}
