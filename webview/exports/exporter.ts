import type { AttentionSlice, HeadChoice } from '../../protocol/attention.ts'
import { sameChoice } from '../../protocol/choice.ts'
import type { ExportFormat } from '../../protocol/exports.ts'
import { toBase64 } from '../../protocol/base64.ts'
import type { ModelFile, ModelSource } from '../../protocol/model.ts'
import type { PictureSource } from '../../protocol/picture.ts'
import { recordedBytes, writeRecording } from '../../protocol/recording.ts'
import { t } from '../l10n/translate.ts'
import { shownSlice } from '../state/shownSlice.ts'
import type { CallOptions, EnginePort, HostPort } from '../state/ports.ts'
import { pictureBlob } from '../views/picture/pictureImage.ts'
import type { Panes } from '../views/viewPanes.ts'
import { aboutOf, nameOf, type About } from './about.ts'
import { drawingOf } from './drawing.ts'
import { framed } from './frame.ts'
import { htmlOf } from './htmlOf.ts'
import { makeRecording } from './makeRecording.ts'
import { groundOf, measureText, pngOf, svgOf, type Page } from './picture.ts'
import { contentOf, csvOf, jsonOf } from './tables.ts'

export interface ExporterOptions {
  readonly engine: EnginePort
  readonly host: HostPort
  /** What is drawn now; null where nothing is. */
  readonly shown: () => Panes | null
  /** The files of a model, with their hashes where these can be had. */
  readonly identify: (model: ModelSource) => Promise<readonly ModelFile[]>
  /** "Token Gaze" and its version. */
  readonly generator: string
}

/** All weights in an archive for NumPy; above it, only what is shown. */
const mostArchived = 512 * 2 ** 20
const options: CallOptions = { signal: new AbortController().signal, onProgress: () => undefined }

/** Why something cannot be exported: one sentence. */
class Refused extends Error {}

/** Makes what exports what is shown: a file that the host saves, or a picture on the clipboard. Tells what fails. */
export function createExporter({ engine, host, shown, identify, generator }: ExporterOptions): (format: ExportFormat) => Promise<void> {
  return async (format) => {
    const panes = shown()
    try {
      if (!panes) throw new Refused(t('Nothing is shown that could be exported; run Show Attention first.'))
      const made = await make(format, panes, identify(panes.session.model))
      if (made) host.post({ type: 'save', ...made })
      else host.post({ type: 'tell', message: t('The picture is on the clipboard.'), failed: false })
    } catch (error) {
      const failure = error instanceof Error && 'failure' in error ? (error.failure as { message: string }).message : String(error instanceof Error ? error.message : error)
      host.post({ type: 'tell', message: error instanceof Refused ? error.message : t('The export failed: {0}', failure), failed: true })
    }
  }

  async function make(format: ExportFormat, panes: Panes, identified: Promise<readonly ModelFile[]>): Promise<{ name: string; bytes: Uint8Array } | null> {
    const describe = async (): Promise<About> => aboutOf(panes, generator, await identified)
    const background = groundOf(panes.palette.background)
    const png = async (about: About) => pngOf(await pageOf(panes, about), background, about)
    if (format === 'copy') {
      await copy(async () => png(await describe()))
      return null
    }
    const files = await identified
    const about = await describe()
    const named = (bytes: Uint8Array | string, ending: string = format) =>
      ({ name: `${nameOf(about)}.${ending}`, bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes })
    switch (format) {
      case 'png': return named(await png(about))
      case 'svg': return named(await svgOf(await pageOf(panes, about), background, about))
      case 'csv': return named(csvOf(about, await content(panes)))
      case 'json': return named(jsonOf(about, panes, await content(panes)))
      case 'npz': return named(await archive(panes, about))
      case 'session': return named(writeRecording(await record(panes, files)), 'gaze.json')
      case 'html': return named(await htmlOf(await record(panes, files), about))
    }
  }

  async function pageOf(panes: Panes, about: About): Promise<Page> {
    const drawing = await drawingOf(panes, { measure: measureText, slice: (choice) => slice(panes, choice) })
    if (!drawing) throw new Refused(t('This view has no picture to export; choose CSV or JSON, or another view.'))
    return framed(panes, about, drawing)
  }

  async function content(panes: Panes) {
    const found = await contentOf(panes, {
      slice: (choice) => slice(panes, choice),
      statistics: async () => panes.live.statistics ?? engine.heads({ key: panes.live.key }, options),
    })
    if (!found) throw new Refused(t('This view has no table to export; choose another view.'))
    return found
  }

  async function slice({ live, session }: Panes, choice: HeadChoice): Promise<AttentionSlice> {
    const { grouping } = session
    return live.slices.find((one) => sameChoice(one.choice, choice))
      ?? engine.slice({ key: live.key, choice, ...(grouping && live.groups && { grouping, groups: live.groups }) }, options)
  }

  async function archive({ live, slice, labels, units, session }: Panes, about: About): Promise<Uint8Array> {
    const shown = shownSlice(slice, units.list, session.special ?? 'show')
    const { bytes, whole } = await engine.npz({ key: live.key, most: mostArchived, shown, labels, about }, options)
    if (!whole) host.post({ type: 'tell', message: t('The weights of all layers are too large for one file: it has what is shown.'), failed: false })
    return bytes
  }

  async function record(panes: Panes, files: readonly ModelFile[]) {
    const { layers } = await engine.weights({ key: panes.live.key, most: recordedBytes }, options)
    if (!layers) host.post({ type: 'tell', message: t('The weights of all heads are too large to be recorded: the file shows the heads that are shown now, and no others.'), failed: false })
    const { picture } = panes.session
    return makeRecording(panes, { layers, files, ...(picture && { picture: await embedded(picture) }) }, generator)
  }
}

/** The same picture with its file in its address. */
async function embedded(picture: PictureSource): Promise<PictureSource> {
  const bytes = new Uint8Array(await (await pictureBlob(picture.uri)).arrayBuffer())
  return { ...picture, uri: `data:application/octet-stream;base64,${toBase64(bytes)}`, bytes: bytes.length }
}

/** The picture is promised at once: what asks the person allows it only for a moment after a click. */
async function copy(picture: () => Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
  try {
    const blob = picture().then((bytes) => new Blob([bytes], { type: 'image/png' }))
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused(t('The picture could not be copied, because the clipboard is closed to this page; export it as PNG instead.'))
  }
}
