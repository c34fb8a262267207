import type { Disposable} from 'vscode';
import { commands, l10n, Uri, window, workspace, type CustomDocument, type WebviewPanel } from 'vscode'
import type { HostToPage } from '../../protocol/hostToPage.ts'
import type { PageToHost } from '../../protocol/pageToHost.ts'
import { readRecording } from '../../protocol/readRecording.ts'
import type { Recording } from '../../protocol/recording.ts'
import { takeExport } from '../exports/takeExport.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import { pageHtml } from '../mounts/pageHtml.ts'
import { nameOf } from '../sessions/nameOf.ts'

export const recordingType = 'tokenGaze.session'

/** The session files that are open. */
export interface Recordings extends Disposable {
  /** Posts to the one that is in front, if one is. */
  ask(message: HostToPage): boolean
}

/** Runs a recorded session again. */
export type Rerun = (recording: Recording) => Promise<void>

/** Shows session files in the page at once, from what they hold; neither the model nor the document is needed. */
export function registerRecordings(extension: Uri, models: ModelLibrary, rerun: Rerun): Recordings {
  const panels = new Set<WebviewPanel>()
  let told = false
  const tellContext = (): void => {
    const isActive = [...panels].some((panel) => panel.active)
    if (told === isActive) return
    told = isActive
    void commands.executeCommand('setContext', 'tokenGaze.recording', isActive)
  }

  const open = async (uri: Uri, panel: WebviewPanel): Promise<void> => {
    const name = nameOf(uri.toString())
    const text = await textOf(uri)
    const read = readRecording(text, name, l10n.t)
    const recording = 'recording' in read ? read.recording : undefined
    // A picture is in the recording alone, and not in a file that could be looked at again.
    const canRun = recording !== undefined && !recording.picture && await models.has(recording.model.id)
    panel.webview.onDidReceiveMessage((message: PageToHost) => {
      if (message.type === 'ready') {
        const shown: HostToPage = { type: 'recording', name, text, canRun }
        void panel.webview.postMessage(shown)
      }
      if (message.type === 'rerun' && recording) void rerun(recording)
      takeExport(message, uri)
    })
    panel.webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist'), Uri.joinPath(extension, 'media')] }
    panel.webview.html = pageHtml(panel.webview, extension, 'tab', { recorded: true })
    panels.add(panel)
    panel.onDidChangeViewState(tellContext)
    panel.onDidDispose(() => {
      panels.delete(panel)
      tellContext()
    })
    tellContext()
  }

  const provider = window.registerCustomEditorProvider(recordingType, {
    openCustomDocument: (uri: Uri): CustomDocument => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }: CustomDocument, panel) => open(uri, panel),
  }, { webviewOptions: { retainContextWhenHidden: true }, supportsMultipleEditorsPerDocument: true })

  return {
    dispose: () => { provider.dispose() },
    ask(message) {
      const front = [...panels].find((panel) => panel.active)
      if (front) void front.webview.postMessage(message)
      return front !== undefined
    },
  }
}

/** Without a byte order mark; an unreadable file is as good as an empty one, which the page says is none. */
async function textOf(uri: Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri))
  } catch {
    return ''
  }
}
