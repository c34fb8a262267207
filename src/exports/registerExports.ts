import { commands, Disposable, l10n, Uri, window, type QuickPickItem } from 'vscode'
import type { ExportFormat } from '../../protocol/exports.ts'
import type { Mounts } from '../mounts/mounts.ts'
import type { Recordings } from '../recordings/registerRecordings.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { takeExport } from './takeExport.ts'

interface FormatItem extends QuickPickItem {
  readonly format: ExportFormat
}

/** Export, Copy as Image and Save Session, of the page that is in sight; and saving what pages make. */
export function registerExports(store: SessionStore, mounts: Mounts, recordings: Recordings): Disposable {
  const ask = (format: ExportFormat): void => {
    if (!recordings.ask({ type: 'export', format }) && !mounts.ask({ type: 'export', format })) {
      void window.showWarningMessage(l10n.t('Nothing is shown that could be exported; run Show Attention first.'))
    }
  }
  return Disposable.from(
    mounts.onReport(({ message }) => {
      takeExport(message, store.shown ? Uri.parse(store.shown.uri) : undefined)
    }),
    commands.registerCommand('tokenGaze.export', async () => {
      const picked = await window.showQuickPick(formats(), { title: l10n.t('Export what the page shows'), matchOnDescription: true })
      if (picked) ask(picked.format)
    }),
    commands.registerCommand('tokenGaze.copyAsImage', () => { ask('copy') }),
    commands.registerCommand('tokenGaze.saveSession', () => { ask('session') }),
  )
}

function formats(): FormatItem[] {
  return [
    { format: 'png', label: l10n.t('Picture (PNG)'), description: l10n.t('sharp at twice the size, the theme’s background') },
    { format: 'svg', label: l10n.t('Drawing with text (SVG)'), description: l10n.t('ready for PDF, text as text') },
    { format: 'copy', label: l10n.t('Copy as Image') },
    { format: 'csv', label: l10n.t('Table (CSV)') },
    { format: 'json', label: l10n.t('Data (JSON)') },
    { format: 'npz', label: l10n.t('All weights for NumPy (NPZ)') },
    { format: 'html', label: l10n.t('Interactive page (HTML)'), description: l10n.t('one file that works without a network') },
    { format: 'session', label: l10n.t('Session file (.gaze.json)'), description: l10n.t('opens in VS Code, also without the model') },
  ]
}
