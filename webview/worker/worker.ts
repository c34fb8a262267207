import type { PageToWorker, WorkerToPage } from '../../protocol/engine.ts'
import { useTranslations } from '../l10n/translate.ts'
import { Analyst } from './analyst.ts'
import { CallDesk } from './callDesk.ts'
import { PageFiles } from './pageFiles.ts'
import { startOrt } from './ortRuntime.ts'

// Where pages are isolated, onnxruntime starts its threads from this same script: they are no desks.
if (!self.name.startsWith('em-pthread')) serve()

function serve(): void {
  const post = (message: WorkerToPage, transfer: Transferable[] = []) => {
    self.postMessage(message, { transfer })
  }
  const files = new PageFiles(post)
  const desk = new CallDesk(new Analyst(files), post)

  self.onmessage = ({ data }: MessageEvent<PageToWorker>) => {
    if (data.type === 'start') {
      useTranslations(data.translations, data.language)
      startOrt(data.wasm)
    } else if (data.type === 'call') void desk.take(data)
    else if (data.type === 'abort') desk.abort(data.id)
    else if (data.type === 'ping') post({ type: 'pong' })
    else files.take(data)
  }
}
