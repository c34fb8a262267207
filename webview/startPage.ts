import type { Mount } from '../protocol/hostToPage.ts'
import { readRecording } from '../protocol/readRecording.ts'
import type { Recording } from '../protocol/recording.ts'
import type { ModelFile, ModelSource } from '../protocol/model.ts'
import { createEngine } from './engine/createEngine.ts'
import { hashModel } from './engine/hashModel.ts'
import { revisionOf } from './exports/about.ts'
import { createExporter } from './exports/exporter.ts'
import { t } from './l10n/translate.ts'
import { recordedEngine } from './replay/recordedEngine.ts'
import { recordedHost, type Elsewhere } from './replay/recordedHost.ts'
import { standAlone } from './replay/standAlone.ts'
import { createController } from './state/controller.ts'
import { createHostPort } from './state/hostPort.ts'
import type { EnginePort, HostPort } from './state/ports.ts'
import type { TokenGazeApp } from './views/appElement.ts'

/** Starts the page in its place: in VS Code on a model or on a session file, or in a file of its own. */
export function startPage(app: TokenGazeApp): void {
  const { mount, dist, recorded } = document.body.dataset
  const embedded = document.getElementById('recording')?.textContent
  if (embedded !== undefined && embedded !== null) {
    const alone = standAlone((message) => { app.told = message })
    startRecorded(app, { name: document.title, text: embedded, canRun: false }, alone)
    return
  }
  const host = createHostPort()
  if (recorded === undefined) {
    start(app, createEngine({ distUri: dist! }), host, mount as Mount, hashModel)
    return
  }
  host.listen((message) => {
    if (message.type === 'recording') startRecorded(app, message, host)
    if (message.type === 'export') app.exportAs(message.format)
  })
  host.post({ type: 'ready' })
}

function startRecorded(app: TokenGazeApp, { name, text, canRun }: { name: string; text: string; canRun: boolean }, elsewhere: Elsewhere): void {
  const read = readRecording(text, name, t)
  if ('problem' in read) {
    app.fault = read.problem
    return
  }
  const { recording } = read
  app.recorded = describe(recording, canRun)
  start(app, recordedEngine(recording), recordedHost(recording, elsewhere), 'tab', ({ files }) => Promise.resolve(files))
}

function start(app: TokenGazeApp, engine: EnginePort, host: HostPort, mount: Mount, identify: (model: ModelSource) => Promise<readonly ModelFile[]>): void {
  const generator = `Token Gaze ${document.body.dataset.version ?? ''}`.trim()
  const exportAs = createExporter({ engine, host, shown: () => app.drawn, identify, generator })
  app.exportAs = (format) => void exportAs(format)
  host.listen((message) => {
    if (message.type === 'export') app.exportAs(message.format)
  })
  app.start(host, createController(engine, host), mount)
}

function describe({ generator, model, layers }: Recording, canRun: boolean) {
  return { generator, model: model.label, revision: revisionOf(model.files), partial: layers === null, canRun }
}
