import type { PictureSource } from '../../protocol/picture.ts'
import { additiveStepNames, stepNames, viewNames, type StepName, type ViewName } from '../../protocol/views.ts'
import { t } from '../l10n/translate.ts'
import { initialContextSettings, readContextSettings, type ContextSettings } from './comparedUnits.ts'
import { initialHeadSettings, readHeadSettings, type HeadSettings } from './headSettings.ts'
import { initialModelOrder, readModelOrder, type ModelOrder } from './modelOrder.ts'
import { initialPictureSettings, readPictureSettings, type PictureSettings } from './pictureSettings.ts'
import { initialWriting, readWriting, type WritingSettings } from './writing.ts'
import { initialSamplingSettings, readSamplingSettings, type SamplingSettings } from './samplingSettings.ts'
import { initialStepSettings, readStepSettings, type StepSettings } from './stepSettings.ts'

/** A cell of the picture; counts from 0. */
export interface Cell {
  readonly row: number
  readonly column: number
}

/** `cell`: CSS pixels a cell; `x`, `y`: the picture's coordinates, in cells, at the top left of the plot. */
export interface Viewport {
  readonly cell: number
  readonly x: number
  readonly y: number
}

export const rampNames = ['accent', 'viridis', 'cividis'] as const
export type RampName = (typeof rampNames)[number]

/** For people, as part of a sentence. */
export const rampTitles: Readonly<Record<RampName, string>> = {
  accent: t('one hue'), viridis: 'viridis', cividis: 'cividis',
}

export function nextRamp(name: RampName): RampName {
  return rampNames[(rampNames.indexOf(name) + 1) % rampNames.length]!
}

/** What the page itself decides and keeps over a reload; `viewport` null shows the whole picture. */
export interface Navigation {
  readonly sessionId: string | null
  readonly viewport: Viewport | null
  readonly cursor: Cell | null
  readonly scroll: number
  readonly ramp: RampName
  readonly view: ViewName
  readonly heads: HeadSettings
  readonly order: ModelOrder
  readonly step: StepName
  readonly steps: StepSettings
  readonly context: ContextSettings
  readonly sampling: SamplingSettings
  readonly picture: PictureSettings
  readonly writing: WritingSettings
}

export const initialNavigation: Navigation = {
  sessionId: null, viewport: null, cursor: null, scroll: 0, ramp: 'accent',
  view: 'heatmap', heads: initialHeadSettings, order: initialModelOrder,
  step: 'input', steps: initialStepSettings, context: initialContextSettings, sampling: initialSamplingSettings, picture: initialPictureSettings, writing: initialWriting,
}

/** Reads what an earlier page stored; whatever is not as it should be gets its first value. */
export function readNavigation(stored: unknown): Navigation {
  const found = record(stored)
  const viewport = record(found.viewport)
  const cursor = record(found.cursor)
  return {
    sessionId: typeof found.sessionId === 'string' ? found.sessionId : null,
    viewport: isSize(viewport.cell) && isNumber(viewport.x) && isNumber(viewport.y)
      ? { cell: viewport.cell, x: viewport.x, y: viewport.y } : null,
    cursor: isIndex(cursor.row) && isIndex(cursor.column) ? { row: cursor.row, column: cursor.column } : null,
    scroll: isSize(found.scroll) ? found.scroll : 0,
    ramp: rampNames.find((name) => name === found.ramp) ?? 'accent',
    view: viewNames.find((name) => name === found.view) ?? 'heatmap',
    heads: readHeadSettings(record(found.heads)),
    order: readModelOrder(record(found.order)),
    step: [...stepNames, ...additiveStepNames].find((name) => name === found.step) ?? 'input',
    steps: readStepSettings(record(found.steps)),
    context: readContextSettings(record(found.context)),
    sampling: readSamplingSettings(record(found.sampling)),
    picture: readPictureSettings(record(found.picture)),
    writing: readWriting(record(found.writing)),
  }
}

/** Another session starts at the whole picture, a page that has shown nothing yet with the picture that is looked at; what is about the way of looking stays. */
export function forSession(navigation: Navigation, sessionId: string, picture?: PictureSource): Navigation {
  const { viewport, cursor, scroll } = initialNavigation
  if (navigation.sessionId === sessionId) return navigation
  const view = picture && navigation.sessionId === null ? 'picture' : navigation.view
  return { ...navigation, view, sessionId, viewport, cursor, scroll, steps: { ...navigation.steps, token: null, key: null }, writing: { ...navigation.writing, at: null } }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isSize = (value: unknown): value is number => isNumber(value) && value > 0
const isIndex = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0
