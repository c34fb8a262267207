import { sayIndex } from '../grouping/sayGrouping.ts'
import { rowsSumToOne } from '../../protocol/choice.ts'
import type { Translate } from '../l10n/translate.ts'
import { gazeRow } from '../overlay/gazeRow.ts'
import { saySpecial } from '../overlay/saySpecial.ts'
import { shownSlice } from '../overlay/shownSlice.ts'
import { specialShares } from '../overlay/tintUnits.ts'
import { sayChoiceInline, sayDirection } from '../sessions/sayChoice.ts'
import { shownSpecialMode, type Session } from '../sessions/session.ts'
import { labelOf, shownUnits, type Unit } from '../sessions/units.ts'
import { escapeMarkdown } from './escapeMarkdown.ts'
import { excerptMarkdown, type Tinting } from './excerptMarkdown.ts'

const strongestCount = 8
const barWidth = 20
const labelLimit = 24

/** What the hover says of a unit, as Markdown with HTML spans; undefined while its weights are not there. */
export function hoverMarkdown(session: Session, unit: number, tinting: Tinting, t: Translate): string | undefined {
  const { shown, direction } = session
  if (!shown?.slice) return undefined
  const { run: { text } } = shown
  const slice = shownSlice(session) ?? shown.slice
  const units = shownUnits(shown).list
  const row = gazeRow(slice, [unit], direction)
  const label = (index: number): string => escapeMarkdown(cut(labelOf(units[index]!, shown)))
  const strongest = [...row.keys()]
    .filter((index) => !units[index]!.special)
    .sort((a, b) => row[b]! - row[a]! || a - b)
    .slice(0, strongestCount)
  const top = row[strongest[0] ?? 0] ?? 0
  const cells = strongest.map((index) => `${label(index)} | ${bar(row[index]! / top, direction)} | ${row[index]!.toFixed(3)}`)
  const addsUp = rowsSumToOne(slice.choice)
  const special = specialShares(slice === shown.slice ? row : gazeRow(shown.slice, [unit], direction), units, addsUp).map(({ share }) => share)
  const share = (addsUp ? special.reduce((sum, one) => sum + one, 0) : Math.max(0, ...special)).toFixed(3)
  const saidShare = [addsUp ? t('special tokens {0}', share) : t('special tokens at most {0}', share), saySpecial(shownSpecialMode(session), t)].filter(Boolean).join(', ')
  const head = `<strong>${label(unit)}</strong> ${sayUnit(unit, units, session, t)}`
  return [
    `${head} · ${sayChoiceInline(slice.choice, t, shown.analysis.layers)}`,
    table(cells, sayDirection(direction, t)),
    [...special.length > 0 ? [saidShare] : [], ...links(session, units[unit]!, t)].join(' &nbsp; '),
    excerptMarkdown(units, text, row, unit, tinting),
  ].filter(Boolean).join('\n\n')
}

/** "token 4 of 12 · id 102", "word 4 of 12 · 3 tokens". */
function sayUnit(unit: number, units: readonly Unit[], { shown }: Session, t: Translate): string {
  const [first, ...others] = units[unit]!.tokens
  const what = others.length === 0 ? t('id {0}', shown!.analysis.tokens[first!]!.id) : t('{0} tokens', others.length + 1)
  return `${sayIndex(shown!.grouping?.kind ?? 'tokens', unit + 1, units.length, t)} · ${what}`
}

/** Two columns, the strongest half on the left: a hover scrolls where it is higher than some twelve lines. */
function table(cells: readonly string[], title: string): string {
  const half = Math.ceil(cells.length / 2)
  const lines = cells.slice(0, half).map((cell, index) => `| ${cell} | &nbsp; | ${cells[half + index] ?? ' | | '} |`)
  return [`| ${title} | | | | | | |`, '| :-- | :-- | --: | --- | :-- | :-- | --: |', ...lines].join('\n')
}

/** A bar as blanks on the theme's colour: hovers allow spans with a background, in steps of one blank. */
function bar(share: number, direction: Session['direction']): string {
  const width = share > 0 ? Math.max(1, Math.round(barWidth * share)) : 0
  const color = `var(--vscode-tokenGaze-${direction === 'attendsTo' ? 'attention' : 'attendedBy'})`
  return width > 0 ? `<span style="background-color:${color};">${'&nbsp;'.repeat(width)}</span>` : ''
}

function links({ uri, pinned }: Session, { tokens }: Unit, t: Translate): string[] {
  const pin = encodeURIComponent(JSON.stringify([{ uri, tokens }]))
  return [
    `[${tokens.every((token) => pinned.includes(token)) ? t('Unpin') : t('Pin')}](command:tokenGaze.pinToken?${pin})`,
    `[${t('Next head')}](command:tokenGaze.nextHead)`,
    `[${t('Open panel')}](command:tokenGaze.attention.focus)`,
  ]
}

function cut(label: string): string {
  const characters = [...label]
  return characters.length > labelLimit ? `${characters.slice(0, labelLimit - 1).join('')}…` : label
}
