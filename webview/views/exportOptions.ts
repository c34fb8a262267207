import type { ExportFormat } from '../../protocol/exports.ts'
import { t } from '../l10n/translate.ts'
import type { PickerOption } from '../ui/chooser.ts'

/** What is shown can be exported as these. */
export const exportOptions: readonly (PickerOption & { readonly value: ExportFormat })[] = [
  { value: 'png', label: t('Picture (PNG)') },
  { value: 'svg', label: t('Drawing with text (SVG)') },
  { value: 'copy', label: t('Copy as Image') },
  { value: 'csv', label: t('Table (CSV)') },
  { value: 'json', label: t('Data (JSON)') },
  { value: 'npz', label: t('All weights for NumPy (NPZ)') },
  { value: 'html', label: t('Interactive page (HTML)') },
  { value: 'session', label: t('Session file (.gaze.json)') },
]
